#!/bin/sh
# Load on `mien serve` from a second process (bench/load/Load.java), on a free machine.
#   bench/serve.sh throughput photo.jpg...   what the server answers, beside what one thread of `mien bench` takes
#   bench/serve.sh latency RATE photo.jpg... at a given rate: p50, p99; give 80 % of the throughput
#   bench/serve.sh overload RATE photo.jpg...at a given rate, give 4 x the throughput; then whether it recovers
#   bench/serve.sh long photo.jpg...         100,000 requests over 20 minutes or more, memory every minute
# SERVE_OPTIONS are given to `mien serve`, PORT is 18080, START_SECONDS 5, RATE of `long` 80 a second.
set -eu
top=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
port=${PORT:-18080}
url=http://127.0.0.1:$port/v1/analyze
what=$1
shift
. "$top/.mvn/find-jdk.sh"
find_jdk || exit 1
export JAVA_HOME

load() { "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$top/bench/load/Load.java" "$url" "$@"; }

if [ "$what" = throughput ]; then
  "$top/mien" bench --seconds 20 "$@"
fi
# shellcheck disable=SC2086 # options, split at spaces
"$top/mien" serve --port "$port" ${SERVE_OPTIONS:-} &
server=$!
trap 'kill $server; wait $server || true' EXIT
# The first line that it prints says that it listens; a load before that would only fail.
sleep "${START_SECONDS:-5}"

case $what in
  throughput) load "$@" --connections 8 --warm-up 10 --seconds 30 ;;
  latency)
    rate=$1
    shift
    load "$@" --rate "$rate" --warm-up 10 --seconds 60
    load "$@" --rate "$rate" --poisson --warm-up 1 --seconds 60
    ;;
  overload)
    rate=$1
    shift
    load "$@" --connections 2 --warm-up 10 --seconds 10
    load "$@" --rate "$rate" --warm-up 1 --seconds 30 --report 10
    load "$@" --connections 2 --warm-up 1 --seconds 10 --report 10
    ;;
  long) load "$@" --rate "${RATE:-80}" --requests 100000 --seconds 36000 --warm-up 60 --report 60 ;;
  *) echo "bench/serve.sh: throughput, latency, overload or long; not $what" >&2 && exit 2 ;;
esac
