#!/bin/sh
# Wall-clock times of short commands: `bench/startup.sh [PHOTO...]` prints the median and the extremes of 10 runs each.
# MODEL=FILE measures with another model than the shipped one.
set -eu
mien=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)/mien

measure() {
  "$@" >/dev/null
  runs=$(for _ in 1 2 3 4 5 6 7 8 9 10; do
    begin=$(date +%s%N)
    "$@" >/dev/null
    echo $((($(date +%s%N) - begin) / 1000000))
  done | sort -n | tr '\n' ' ')
  shift
  arguments=$*
  set -- $runs
  printf '| `mien %s` | %d ms | %d-%d ms |\n' "$arguments" $((($5 + $6) / 2)) "$1" "${10}"
}

"$mien" --version
echo
echo "| command | median of 10 | range |"
echo "|---|---|---|"
measure "$mien" --version
measure "$mien" --help
for photo; do
  measure "$mien" analyze ${MODEL:+--model "$MODEL"} "$photo"
done
