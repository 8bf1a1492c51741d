"""What spark-submit runs: starts the .NET program in the place of this process; nothing else happens in Python.

    spark-submit --master 'local[2]' jobs/convert.py --job job.json

Without any Python, name the program to spark-submit, and this file is only its first argument:

    spark-submit --conf spark.pyspark.driver.python=/path/to/sparktfrecord jobs/convert.py --job job.json
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
places = [
    os.environ.get("SPARKTFRECORD", ""),  # its path, if set
    os.path.join(here, "sparktfrecord"),  # a release: side by side
    os.path.join("sparktfrecord", "sparktfrecord"),  # a container: shipped by --archives
    os.path.join(here, "..", "out", "bin", "sparktfrecord"),  # a clone: published as the README says, or just built
    os.path.join(here, "..", "artifacts", "bin", "SparkTfRecord.Cli", "release", "sparktfrecord"),
    os.path.join(here, "..", "artifacts", "bin", "SparkTfRecord.Cli", "debug", "sparktfrecord"),
]
program = next((os.path.abspath(p) for p in places if os.path.isfile(p)), None)
if program is None:
    sys.exit("convert.py: no sparktfrecord beside it; set SPARKTFRECORD to the program's path")
os.execv(program, [program, os.path.abspath(__file__)] + sys.argv[1:])
