#!/bin/sh
# All built-in networks on the same data, by the same recipe, for about the same processor time:
#   bench/networks.sh train DATA DIR [NETWORK]   trains all, or one: an hour on two idle cores; goes on where it stopped
#   bench/networks.sh table DATA DIR             scores what is trained, and prints the table; wants an idle machine
# DATA is fer2013.zip. The epochs are those that come nearest to 10 minutes of processor time on the machine of
# docs/benchmarks.md; at least one, which takes resnet50 longer. What each took stands in the table.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
mien=${MIEN:-$root/mien}
what=$1 data=$2 dir=$3 only=${4:-}
plan="mien-xs 17
mien-s 7
mien-m 3
mini-xception 7
keras-cnn 1
small-cnn 1
microsoft-vgg13 1
vgg16 1
resnet50 1"
mkdir -p "$dir"

# train NETWORK EPOCHS
train() {
  if [ ! -e "$dir/$1.onnx" ]; then
    (
      "$mien" train "$data" --network "$1" --epochs "$2" --recipe "$root/bench/networks.yaml" --overwrite \
        --out "$dir/$1.onnx" >"$dir/$1.log" 2>&1
      times >"$dir/$1.times"
    )
  fi
}

# number KEY FILE: the first number of that name in JSON
number() {
  sed -n 's/.*"'"$1"'" *: *\([0-9.eE-]*\).*/\1/p' "$2" | head -n 1
}

# row NETWORK EPOCHS
row() {
  [ -e "$dir/$1.onnx" ] || return 0
  "$mien" evaluate "$dir/$1.onnx" "$data" --split public_test --out "$dir/$1" >/dev/null
  {
    echo "$1 $2"
    tail -n 1 "$dir/$1.times" | awk -F "[ms ]+" '{print $1 + $3 + ($2 + $4) / 60}'
    for key in accuracy_score top_k_accuracy_score f1_score parameters millisecondsAlone bytes; do
      number $key "$dir/$1/metrics.json"
    done
    "$mien" networks | awk -v n="$1" '$1 == n {print $7}'
  } | tr '\n' ' ' | awk '{
    printf "| `%s` | %s | %.1f | %.1f | %.1f | %.3f | ", $1, $2, $3, 100 * $4, 100 * $5, $6
    printf "%.2f M | %.0f M | %.2f | %.1f MB |\n", $7 / 1e6, $10, $8, $9 / 1e6
  }'
}

if [ "$what" = table ]; then
  echo "| network | epochs | CPU minutes | top-1 % | top-3 % | macro-F1 | parameters | MACs | ms a face | file |"
  echo "|---|---|---|---|---|---|---|---|---|---|"
fi
echo "$plan" | while read -r network epochs; do
  case "$only" in "" | "$network") ;; *) continue ;; esac
  case "$what" in
    train) train "$network" "$epochs" </dev/null ;;
    table) row "$network" "$epochs" </dev/null ;;
    *) echo "bench/networks.sh: train or table, got $what" >&2 && exit 2 ;;
  esac
done
