#!/bin/sh
# Three classic stories about training, in figures: bench/stories.sh bias|overfitting|colour DATA DIR
# DATA is the folder of data sets. Some 10 minutes on two cores, over-fitting 40; goes on where it
# stopped.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
mien=${MIEN:-$root/mien}
story=$1 data=$2 dir=$3
mkdir -p "$dir"

# prepare NAME ARGUMENTS...
prepare() {
  name=$1 && shift
  [ -e "$dir/$name" ] || "$mien" prepare "$@" --out "$dir/$name" >"$dir/$name.log" 2>&1
}

# train NAME ARGUMENTS...
train() {
  name=$1 && shift
  [ -e "$dir/$name.onnx" ] || "$mien" train "$@" --resume --out "$dir/$name.onnx" >"$dir/$name.log" 2>&1
}

# score PICTURES NAME...: all models on the same held-back pictures
score() {
  pictures=$dir/$1 && shift
  for name in "$@"; do
    echo "== $name"
    "$mien" evaluate "$dir/$name.onnx" "$pictures" --split validation |
      sed -n '/^n /p; /^accuracy/p; /^macro-F1/p; /^balanced/p; /^Always/p; /precision/,/weighted avg/p'
  done
}

case "$story" in
  bias)
    prepare faces8 "$data/facial-expressions-8.zip" --split 80,20,0
    prepare faces8-1500 "$data/facial-expressions-8.zip" --split 80,20,0 --balance 1500
    recipe="--network mien-xs --recipe quick"
    train bias-none "$dir/faces8" $recipe
    train bias-downsampled "$dir/faces8-1500" $recipe
    train bias-weights "$dir/faces8" $recipe --balance weights
    train bias-soft "$dir/faces8" $recipe --teacher default
    score faces8 bias-none bias-downsampled bias-weights bias-soft
    ;;
  overfitting)
    prepare faces "$data/natural-faces.zip" --grey --crop face --split 80,20,0
    "$mien" networks keras-cnn --yaml | sed '/dropout/d' >"$dir/no-dropout.yaml"
    train keras-plain "$dir/faces" --network "$dir/no-dropout.yaml" --recipe "$root/bench/plain.yaml"
    train keras-augmented "$dir/faces" --network "$dir/no-dropout.yaml" --recipe "$root/bench/augmented.yaml"
    for name in keras-plain keras-augmented; do
      echo "== $name: epoch, loss and accuracy in training, loss and accuracy in validation"
      cut -d , -f 1,3,4,5,6 "$dir/$name-training/history.csv"
    done
    ;;
  colour)
    prepare things "$data/natural-images-30px.zip" --split 80,20,0
    for channels in 1 3; do
      "$mien" networks mien-xs --yaml | sed "s/^input: \[1,/input: [$channels,/" >"$dir/channels-$channels.yaml"
      train "channels-$channels" "$dir/things" --network "$dir/channels-$channels.yaml" --recipe quick
    done
    score things channels-1 channels-3
    ;;
  *) echo "bench/stories.sh: bias, overfitting or colour, got $story" >&2 && exit 2 ;;
esac
