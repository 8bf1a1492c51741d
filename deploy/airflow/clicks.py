"""One day of clicks a day as a TFRecord data set, by `sparktfrecord submit`; for Airflow 2.4 to 3.

In client mode the program's exit code arrives here: 75 is worth another try, 1 and 2 are not mended by one. In YARN's cluster mode
spark-submit turns every failure into 1. A day that runs again replaces its data set as a whole.
"""
import subprocess
from datetime import datetime, timedelta

try:
    from airflow.sdk import dag, task
except ImportError:  # before Airflow 3
    from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

TRY_AGAIN = 75
JOB = "/opt/jobs/parquet.json"


@dag(schedule="@daily", start_date=datetime(2026, 11, 1), catchup=False, max_active_runs=1)
def clicks():
    @task(retries=5, retry_delay=timedelta(minutes=5))
    def convert(ds=None):  # Airflow passes the day, 2026-11-22
        line = ["sparktfrecord", "submit", "--master", "yarn", "--num-executors", "20"]
        line += ["--", "convert", "--job", JOB, "--set", f"ds={ds}", "--exit-code-when-empty", "1"]
        # The task's log has what Python prints, not what a child writes to the worker's own output.
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
            for text in process.stdout:
                print(text, end="")
        code = process.returncode
        if code == TRY_AGAIN:
            raise AirflowException("another job holds the output")
        if code != 0:
            raise AirflowFailException(f"sparktfrecord ended with {code}; its message is in the log above")

    convert()


clicks()
