#!/usr/bin/env bash
# Runs the commands of Markdown files as written, in order, in one shell:
#
#     ci/readme.sh DIR FILE...
#
# It starts in DIR, an empty directory. Commands are the lines of sh blocks and the
# lines of console blocks that begin with "$ ". A command of a sh block exits with
# 0, or with the code that its comment gives: "# exits with 1: ...". One of a
# console block may also exit with 1: a test compares what it prints. The clone
# comes from this checkout instead of the network, and HOME is below DIR: nothing
# else on the machine changes. "make test" is skipped, since .ci/run ends with it.
set -euo pipefail
dir=$1
shift
checkout=$(cd "$(dirname "$0")/.." && pwd)
files=()
for f in "$@"; do files+=("$checkout/$f"); done

commands() {
  awk '/^```(sh|console)$/ { kind = substr($0, 4); next }
       /^```/ { kind = "" }
       kind == "sh" && NF && !/^#/ { print }
       kind == "console" && /^\$ / { print substr($0, 3) " # exits with 0 or 1" }' "$@"
}

export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."$checkout".insteadOf GIT_CONFIG_VALUE_0=https://github.com/carbonlint/carbonlint
GOPATH=$(go env GOPATH) GOCACHE=$(go env GOCACHE) GOMODCACHE=$(go env GOMODCACHE)
export GOPATH GOCACHE GOMODCACHE HOME=$dir/home
export PATH=$HOME/.local/bin:$PATH
unset MAKEFLAGS MFLAGS MAKELEVEL
mkdir -p "$HOME"
cd "$dir"

ran=0
while IFS= read -r line; do
  case $line in
    "make test"*) continue ;;
  esac
  want=$(sed -nE 's/.*# exits with ([0-9]( or [0-9])?).*/\1/p' <<<"$line")
  echo "\$ $line"
  code=0
  eval "$line" </dev/null >"$dir/output" 2>&1 || code=$?
  if [[ " ${want:-0} " != *" $code "* ]]; then
    cat "$dir/output"
    echo "exit code $code, want ${want:-0}"
    exit 1
  fi
  ran=$((ran + 1))
done < <(commands "${files[@]}")
[ "$ran" -ge 10 ] || { echo "only $ran commands found in $*"; exit 1; }
echo "$ran commands ran as written"
