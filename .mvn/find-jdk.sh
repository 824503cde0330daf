# Sets JAVA_HOME to a JDK 25 or newer: JAVA_HOME, then PATH, then /usr/lib/jvm and macOS's list. Sourced by ./mvnw and ./mien.
is_jdk25() {
  [ -x "$1/bin/javac" ] || return 1
  # The file `release` beside every JDK tells its version without starting it.
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ]
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk" ] && is_jdk25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "mien: no JDK 25 found (looked at JAVA_HOME, PATH and /usr/lib/jvm); install one, for example Temurin 25 from https://adoptium.net, and set JAVA_HOME to it" >&2
  return 1
}
