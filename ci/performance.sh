#!/usr/bin/env bash
# Measures the table of docs/performance.md, and prints it:
#
#     ci/performance.sh [-home DIR] [-old DIR -new DIR] [-budget 6m] [-rows REGEXP]
#
# It builds carbonlint from this checkout and makes its own trees in a temporary
# directory, from copies of -home. It needs Go; what needs xmllint, find or valgrind
# is skipped, with the reason, where that is missing.
set -euo pipefail
checkout=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
(cd "$checkout" && go build -o "$work/performance" ./ci/performance)
"$work/performance" -checkout "$checkout" -work "$work" "$@"
