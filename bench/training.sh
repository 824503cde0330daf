#!/bin/sh
# Training speed on this machine, on noise: bench/training.sh [NETWORK|FILE] [BATCH] [STEPS]
# Without arguments: the three networks of docs/benchmarks.md. The machine must be idle.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/find-jdk.sh"
find_jdk || exit 1
"$root/mien" --version >/dev/null
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
