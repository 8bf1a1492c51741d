#!/usr/bin/env bash
# The speed on Spark, as a Markdown table on standard output: makes the release and the sample sets, then measures for about twenty minutes on a quiet
# machine; --short takes A and B, one round and no long run, about four minutes. Needs SPARK_HOME, 2 GB in DIR for the sets and 10 GB for what is written.
# Usage: spark.sh DIR [--short] [A B C D E]
set -euo pipefail
: "${SPARK_HOME:?the Spark to measure}" "${1:?a directory}"
cd "$(dirname "$0")/../.."
mkdir -p "$1/program"
directory=$(cd "$1" && pwd)
shift
deploy/release.sh >&2
tar -xzf artifacts/release/sparktfrecord-linux-x64.tar.gz -C "$directory/program"
dotnet build -c Release tests/SparkTfRecord.Benchmarks >&2
exec artifacts/bin/SparkTfRecord.Benchmarks/release/SparkTfRecord.Benchmarks spark "$directory" "$directory/program/sparktfrecord" "$@"
