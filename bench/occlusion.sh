#!/bin/sh
# What a face is read by: mien-s learned with a part of every face hidden, and tested with the same and other parts
# hidden (docs/occlusion.md):
#   bench/occlusion.sh train DATA DIR START   2 epochs from START (a trained mien-s) for each kind of mask; goes on
#                                             where it stopped; about 15 minutes on two cores
#   bench/occlusion.sh matrix DATA DIR        accuracy of each under every mask, as a table
#   bench/occlusion.sh plot <TABLE >FILE.svg  that table as a picture
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
  awk -v name="$1" '/^mask +accuracy/ {on = 1; next} /^$/ {on = on && row == ""} on && $2 ~ /^0\.[0-9]+$/ {row = row sprintf(" %.1f |", 100 * $2)}
    END {print "| " name " |" row}' "$dir/$1.txt"
}

# plot: a Markdown table of per cents as a heat map, white at 20 % and blue at 70 %
plot() {
  awk -F ' *[|] *' '
    function text(x, y, anchor, colour, words) {
      printf "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n", x, y, anchor, colour, words
    }
    NR == 1 {
      columns = NF - 3
      printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d 340\" font-family=\"sans-serif\" font-size=\"14\">\n", 150 + 110 * columns
      print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
      text(130, 24, "end", "#555", "learned \\ tested")
      for (c = 1; c <= columns; c++) text(95 + 110 * c, 24, "middle", "#222", $(c + 2))
    }
    NR > 2 {
      y = 38 + 48 * (NR - 3)
      text(130, y + 28, "end", "#222", $2)
      for (c = 1; c <= columns; c++) {
        value = $(c + 2)
        share = value < 20 ? 0 : value > 70 ? 1 : (value - 20) / 50
        printf "<rect x=\"%d\" y=\"%d\" width=\"106\" height=\"44\" rx=\"4\" fill=\"rgb(%d,%d,%d)\"/>\n", 42 + 110 * c, y, 255 - 255 * share, 255 - 165 * share, 255 - 91 * share
        text(95 + 110 * c, y + 28, "middle", share > 0.8 ? "white" : "#222", value)
      }
    }
    END {print "</svg>"}'
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
  plot) plot ;;
  pairs)
    pairs=$2 model=$3 detector=${4:-cascades}
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    for side in bare masked; do
      "$mien" analyze "$pairs/$side" --model "$model" --detector "$detector" --format csv >"$scratch/$side" 2>/dev/null
    done
    compare "$scratch/bare" "$scratch/masked"
    ;;
  *) echo "bench/occlusion.sh: train, matrix, plot or pairs, got $1" >&2 && exit 2 ;;
esac
