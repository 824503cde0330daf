#!/bin/sh
# Mien's classifier against a bare ONNX Runtime session and OpenCV's dnn, by JMH: bench/classify.sh [JMH OPTIONS]
# Two minutes on an idle machine. For example: bench/classify.sh -p rival=MIEN,ONNX_RUNTIME -p batch=1 -f 1
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
out=$root/recognition/target/bench
mkdir -p "$out"
cd "$root"
./mvnw -q -B -ntp -Pbench -pl recognition -Djacoco.skip=true test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$out/class-path.txt"
path=$out:$root/recognition/target/test-classes:$root/recognition/target/classes:$(cat "$out/class-path.txt")
"$JAVA_HOME/bin/javac" -nowarn -processor org.openjdk.jmh.generators.BenchmarkProcessor -d "$out" -cp "$path" \
  bench/jmh/mien/model/ClassifyBenchmark.java
export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-SILENT}"
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$path" \
  org.openjdk.jmh.Main "$@" ClassifyBenchmark
