#!/usr/bin/env bash
# Converts on Kubernetes: driver and executors in pods of the image that deploy/docker makes, on the volume of spark.yaml, mounted at /data.
# Needs SPARK_HOME and a kubeconfig. Example:
#   MASTER=k8s://https://HOST:6443 IMAGE=REGISTRY/sparktfrecord deploy/kubernetes/submit.sh /data/in /data/out --shards 64
set -euo pipefail
namespace=${NAMESPACE:-ml}
program=/opt/sparktfrecord/sparktfrecord

volumes=()
for role in driver executor; do
  volume=spark.kubernetes.$role.volumes.persistentVolumeClaim.data
  volumes+=(--conf "$volume.options.claimName=sparktfrecord-data" --conf "$volume.mount.path=/data" --conf "$volume.mount.readOnly=false")
done

# local:// is a path in the image; nobody opens the script, for the program starts in the place of Python.
exec "$SPARK_HOME/bin/spark-submit" --master "$MASTER" --deploy-mode cluster --name sparktfrecord \
  --conf spark.kubernetes.namespace="$namespace" \
  --conf spark.kubernetes.container.image="$IMAGE" \
  --conf spark.kubernetes.authenticate.driver.serviceAccountName=sparktfrecord \
  --conf spark.executor.instances="${EXECUTORS:-2}" \
  --conf spark.pyspark.python="$program" --conf spark.pyspark.driver.python="$program" \
  "${volumes[@]}" \
  local:///opt/sparktfrecord/convert.py "$@"
