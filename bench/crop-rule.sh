#!/bin/sh
# Which square around a detected face serves a model best: bench/crop-rule.sh MODEL DATA [HEAD]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
"$root/mien" --version >/dev/null
export OPENCV_LOG_LEVEL=SILENT
exec "$JAVA_HOME/bin/java" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "$root/app/target/mien/lib/mien-app.jar" \
  mien.lab.crops.CropRuleBenchmark "$@"
