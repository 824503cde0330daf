#!/bin/sh
# How many labels that were made wrong on purpose the label check finds: bench/label-check.sh [DATA] [SEED] [EPOCHS]
# Default: 5 % of natural-faces. A few minutes on two idle cores.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
"$root/mien" --version >/dev/null
# As ./mien train sets them.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=68719476736 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1
[ $# -gt 0 ] || set -- "$root/../shared/data/natural-faces.zip"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$root/app/target/mien/lib/mien-app.jar" \
  mien.lab.labels.PlantedLabels "$@" 2>/dev/null
