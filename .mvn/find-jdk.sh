# shellcheck shell=sh
# Sourced by ./footlights and ./verify. Sets JAVA_HOME to a JDK 25, or says how to get one and ends with 2.

is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".-]' "$1/release" 2>/dev/null
}

# The file behind a chain of symbolic links. (readlink -f is missing on older macOS.)
real_path() {
  file=$1
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(cd "$(dirname "$file")" && pwd -P)" "$(basename "$file")"
}

jdks_on_path() {
  printf '%s\n' "$PATH" | tr ':' '\n' | while IFS= read -r dir; do
    if [ -x "$dir/javac" ]; then
      dirname "$(dirname "$(real_path "$dir/javac")")"
    fi
  done
}

candidates() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  jdks_on_path
  for home in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/*; do
    printf '%s\n' "$home"
  done
}

find_jdk25() {
  candidates | while IFS= read -r home; do
    if is_jdk25 "$home"; then
      printf '%s\n' "$home"
      break
    fi
  done | grep .
}

JAVA_HOME=$(find_jdk25) || {
  cat >&2 <<'END'
Footlights needs a JDK 25 and found none in JAVA_HOME, on PATH, in /usr/lib/jvm,
in /Library/Java/JavaVirtualMachines or in ~/.sdkman. One of these gets one:

  Debian, Ubuntu   apt-get install -y openjdk-25-jdk-headless
     or, where apt does not know it, Temurin from https://adoptium.net/installation/linux :
                   apt-get install -y wget gpg
                   wget -qO- https://packages.adoptium.net/artifactory/api/gpg/key/public \
                     | gpg --dearmor > /etc/apt/trusted.gpg.d/adoptium.gpg
                   echo "deb https://packages.adoptium.net/artifactory/deb \
                     $(. /etc/os-release; echo $VERSION_CODENAME) main" > /etc/apt/sources.list.d/adoptium.list
                   apt-get update && apt-get install -y temurin-25-jdk
  macOS            brew install --cask temurin@25
  SDKMAN           sdk install java 25-tem
END
  exit 2
}
export JAVA_HOME
