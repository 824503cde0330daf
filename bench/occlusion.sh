#!/bin/sh
# What a face is read by: mien-s learned with a part of every face hidden, and tested with the same and other parts
# hidden (docs/occlusion.md):
#   bench/occlusion.sh train DATA DIR START   2 epochs from START (a trained mien-s) for each kind of mask; goes on
#                                             where it stopped; about 15 minutes on two cores
#   bench/occlusion.sh matrix DATA DIR        accuracy of each under every mask, as a table
#   bench/occlusion.sh pairs PAIRS MODEL [DETECTOR]   of a folder with bare/ and masked/: how often a surgical mask
#                                             changes the answer
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
mien=${MIEN:-$root/mien}
kinds="eyes mouth lower-half upper-half"
tests="eyes,mouth,lower-half,upper-half"

# train NAME MASKING...
train() {
  name=$1 && shift
  [ -e "$dir/$name.onnx" ] || "$mien" train "$data" --network mien-s --init "$start" --overwrite \
    --recipe "$root/bench/occlusion.yaml" --out "$dir/$name.onnx" "$@" >"$dir/$name.log" 2>&1
}

# row NAME
row() {
  [ -e "$dir/$1.txt" ] || "$mien" evaluate "$dir/$1.onnx" "$data" --split public_test --mask "$tests" >"$dir/$1.txt"
  awk -v name="$1" '/^mask +accuracy/ {on = 1; next} on && NF >= 3 {row = row sprintf(" %.1f |", 100 * $2)}
    END {print "| " name " |" row}' "$dir/$1.txt"
}

# compare BARE MASKED: answers of analyze; the largest face of each picture counts
compare() {
  awk -F , '
    FNR == 1 {side++; next}
    {file = $1; sub(/.*\//, "", file); seen[file] = 1}
    $6 + 0 > width[side, file] {width[side, file] = $6 + 0; answer[side, file] = $11}
    END {
      for (file in seen) {
        all++
        before = answer[1, file]; after = answer[2, file]
        if (before == "" || after == "") continue
        both++; from[before]++; to[after]++; emotions[before]; emotions[after]
        if (before != after) changed++
      }
      printf "%d pairs, a face found in both pictures of %d, another answer in %d (%.0f %%)\n", all, both, changed, 100 * changed / both
      for (e in emotions) printf "%-10s %4d without a mask %4d with one\n", e, from[e], to[e] | "sort"
    }' "$1" "$2"
}

case "$1" in
  train)
    data=$2 dir=$3 start=$4
    mkdir -p "$dir"
    train nothing
    train mixed --mask "$tests" --mask-share 0.5
    for kind in $kinds; do train "$kind" --mask "$kind" --mask-share 1; done
    ;;
  matrix)
    data=$2 dir=$3
    echo "| learned with | nothing hidden | $(echo "$kinds" | sed 's/ / | /g') |"
    echo "|---|---|$(echo "$kinds" | sed 's/[a-z-]* */---|/g')"
    for name in nothing $kinds mixed; do row "$name"; done
    ;;
  pairs)
    pairs=$2 model=$3 detector=${4:-cascades}
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    for side in bare masked; do
      "$mien" analyze "$pairs/$side" --model "$model" --detector "$detector" --format csv >"$scratch/$side" 2>/dev/null
    done
    compare "$scratch/bare" "$scratch/masked"
    ;;
  *) echo "bench/occlusion.sh: train, matrix or pairs, got $1" >&2 && exit 2 ;;
esac
