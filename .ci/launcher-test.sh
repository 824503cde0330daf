#!/bin/sh
# Tests of ./mien itself, on the built tree: exit codes, paths, no JDK, no second build. Prints one line a test.
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
mien=$root/mien
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# check NAME EXPECTED-EXIT-CODE PATTERN COMMAND...: the output, both streams, matches PATTERN
check() {
  name=$1 expected=$2 pattern=$3
  shift 3
  code=0
  output=$("$@" 2>&1) || code=$?
  if [ "$code" -eq "$expected" ] && printf '%s\n' "$output" | grep -Eq "$pattern"; then
    echo "ok: $name"
  else
    echo "FAILED: $name: exit code $code, not $expected, or no line matches '$pattern' in: $output"
    failed=1
  fi
}

"$mien" --version >/dev/null
check "prints its version" 0 '^mien [0-9]' "$mien" --version
check "passes the exit code of wrong usage through" 2 'Unknown option' "$mien" --no-such-option
check "starts by a relative path from another folder" 0 '^mien' sh -c "cd '$work' && '$mien' --version"
ln -s "$mien" "$work/a link"
check "starts through a symbolic link with a space in its name" 0 '^mien' "$work/a link" --version
ln -s "$root" "$work/a folder"
check "starts through a linked folder with a space" 0 '^mien' "$work/a folder/mien" --version
check "starts without a locale" 0 '^mien' env -u LANG -u LC_ALL "$mien" --version
check "says how to get a JDK 25 where there is none" 1 '^mien: no JDK 25 found .*adoptium' \
  env -i HOME="$work" PATH=/usr/bin:/bin MIEN_JDKS= "$mien" --version
# ONNX Runtime's own start would overflow its stack here (docs/architecture.md).
check "reads 800 photos named on one command line" 0 '^ *800$' \
  sh -c "cd '$root' && '$mien' analyze --format jsonl \$(yes samples/happy.png | head -800) | wc -l"
check "ends quietly when its reader does" 0 '^$' sh -c "'$mien' --help | true"
check "is quiet about a start-up cache that does not fit" 0 '^mien' env MIEN_JAVA_OPTS=-XX:+UseCompactObjectHeaders "$mien" --version

before=$(ls -l "$root/app/target/mien/stamp")
"$mien" --version >/dev/null
[ "$before" = "$(ls -l "$root/app/target/mien/stamp")" ] && echo "ok: builds nothing when nothing has changed" || failed=1
exit $failed
