#!/bin/sh
# Training speed on this machine, on noise: bench/training.sh [NETWORK|FILE] [BATCH] [STEPS]
# Without arguments: the three networks of docs/benchmarks.md. The machine must be idle.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
"$root/mien" --version >/dev/null
# As ./mien train sets them.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=68719476736 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1
run() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$root/app/target/mien/lib/mien-app.jar" \
    mien.lab.torch.TrainingBenchmark "$@" 2>/dev/null
}
if [ $# -gt 0 ]; then
  run "$1" "${2:-128}" "${3:-20}"
else
  run "$root/bench/residual-255m.yaml" 128 15
  run keras-cnn 64 15
  run mien-s 256 15
fi
