#!/bin/sh
# Measures the shipped models on ../shared/data and writes the figures into their files, their cards (docs/models) and
# the record that ShippedModelsTest reads: bench/record-models.sh [NAME...], such as mien-fast. Some minutes a model.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
cd "$root"
./mvnw -q -B -ntp -pl app -am -DskipTests -Djacoco.skip=true package dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$root/app/target/test-class-path.txt"
export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-SILENT}"
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "app/target/test-classes:app/target/classes:$(cat app/target/test-class-path.txt)" \
  mien.app.shipped.RecordModels "$@"
