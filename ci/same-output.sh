#!/usr/bin/env bash
# Compares what two binaries print, byte for byte: a change that is to make
# carbonlint faster must not change its output.
#
#     ci/same-output.sh OLD NEW [TREE...]
#
# Every tree is checked in all formats, with --diff and with --patch, and compared
# with the tree before it. The default trees are those of testdata, and of
# ../shared/corpus where it is. It exits with 1 if an output differs.
set -uo pipefail
[ $# -ge 2 ] || { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 2; }
old=$(realpath "$1") new=$(realpath "$2")
shift 2
cd "$(dirname "$0")/.."
if [ $# = 0 ]; then
  set -- testdata/homes testdata/homes/* testdata/rules/*/bad
  [ ! -d ../shared/corpus ] || set -- "$@" ../shared/corpus/*/*
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runs=0 different=0

# both runs carbonlint with the arguments, as OLD and as NEW.
both() {
  for side in old new; do
    "${!side}" "$@" >"$work/$side" 2>&1 </dev/null
    echo "exit code $?" >>"$work/$side"
  done
  runs=$((runs + 1))
  cmp -s "$work/old" "$work/new" && return
  different=$((different + 1))
  echo "different: carbonlint $*"
  diff "$work/old" "$work/new" | head -n 10
}

words() { "$new" __complete -- "$1" --format '' | cut -f1; }
check_formats=$(words check) diff_formats=$(words diff)
last=
for tree in "$@"; do
  for format in $check_formats; do both check "$tree" --format "$format" --all; done
  both check "$tree" --diff --unsafe-fixes
  both check "$tree" --patch - --unsafe-fixes
  if [ -n "$last" ]; then
    for format in $diff_formats; do both diff "$last" "$tree" --format "$format"; done
  fi
  last=$tree
done
echo "$runs runs, $different different"
[ $different = 0 ]
