#!/usr/bin/env bash
# Makes artifacts/release/sparktfrecord-RUNTIME.tar.gz: the program compiled ahead of time. It needs no .NET on the machine, starts in about
# 20 ms, and is what spark-submit --archives ships to executors. Building it needs the .NET SDK and a C linker (gcc or clang).
# Usage: deploy/release.sh [RUNTIME]      (linux-x64, or linux-arm64 on such a machine)
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -m)" = aarch64 ] && own=linux-arm64 || own=linux-x64
runtime=${1:-$own}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish src/SparkTfRecord.Cli -c Release -r "$runtime" -p:PublishAot=true -o "$work/publish"
mkdir "$work/sparktfrecord"
cp "$work"/publish/sparktfrecord "$work"/publish/*.so "$work"/publish/convert.py "$work"/publish/empty.zip LICENSE README.md "$work/sparktfrecord"
chmod 755 "$work/sparktfrecord/sparktfrecord"

# It must work as it will be unpacked, where there is no .NET.
run() { env -i PATH=/usr/bin:/bin "$work/sparktfrecord/sparktfrecord" "$@"; }
run --version
run convert jobs/sample/breast_cancer.parquet "$work/out" --quiet --verify
run verify "$work/out"

mkdir -p artifacts/release
archive=artifacts/release/sparktfrecord-$runtime.tar.gz
# The same files make the same archive, whoever packs them and when. They lie at the top: --archives …#app gives ./app/sparktfrecord.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' -C "$work/sparktfrecord" -c . | gzip -9n > "$archive"
(cd artifacts/release && sha256sum "${archive##*/}" | tee "${archive##*/}.sha256")
