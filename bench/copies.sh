#!/bin/sh
# How the search for near copies grows: bench/copies.sh [COUNT...]
# Without arguments: 250,000, 500,000 and 1,000,000 made-up thumbnails, in 4 GB of heap.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
"$root/mien" --version >/dev/null
[ $# -gt 0 ] || set -- 250000 500000 1000000
exec "$JAVA_HOME/bin/java" -Xmx4g -XX:+UseParallelGC -cp "$root/app/target/mien/lib/mien-app.jar" \
  mien.lab.copies.CopiesBenchmark "$@"
