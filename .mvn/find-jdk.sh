# find_jdk sets JAVA_HOME to a JDK 25 or newer: JAVA_HOME, then PATH, then where Linux, macOS, SDKMAN and IntelliJ keep
# theirs (MIEN_JDKS replaces that list of folders). Sourced by ./mvnw and ./mien; starts no process where JAVA_HOME fits.

# The file `release` in every JDK tells its version.
is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r key _ version _; do
    [ "$key" = JAVA_VERSION ] || continue
    version=${version%%[!0-9]*}
    [ "${version:-0}" -ge 25 ]
    return
  done <"$1/release"
  return 1
}

find_jdk() {
  javac=$(command -v javac || true)
  [ -z "$javac" ] || javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
  IFS_before=$IFS
  IFS=:
  set -- "${JAVA_HOME:-}" "${javac%/bin/javac}"
  for folder in ${MIEN_JDKS-/usr/lib/jvm:/Library/Java/JavaVirtualMachines:${HOME:-}/.sdkman/candidates/java:${HOME:-}/.jdks}; do
    IFS=$IFS_before
    set -- "$@" "$folder"/* "$folder"/*/Contents/Home
    IFS=:
  done
  IFS=$IFS_before
  for jdk; do
    if [ -n "$jdk" ] && is_jdk25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "mien: no JDK 25 found (looked at JAVA_HOME, PATH and the usual folders); install one, for example Temurin 25 from https://adoptium.net, and set JAVA_HOME to it" >&2
  return 1
}
