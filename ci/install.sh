#!/usr/bin/env bash
# install.sh DIR [RELEASE] puts the program carbonlint into DIR: from the archive
# of RELEASE (such as v1.2.3), proved by the checksums of the release; without
# one, built with Go from the checkout that this script lies in.
# CARBONLINT_RELEASES is where releases are, for mirrors.
set -euo pipefail

mkdir -p "${1:?how to call it: install.sh DIR [RELEASE]}"
dir=$(cd "$1" && pwd) release=${2-}

if ! [[ $release =~ ^v[0-9]+\.[0-9]+\.[0-9]+ ]]; then
  cd "$(dirname "$0")/.."
  suffix=
  [ "$(go env GOOS)" != windows ] || suffix=.exe
  CGO_ENABLED=0 go build -trimpath -tags urfave_cli_no_docs -o "$dir/carbonlint$suffix" ./cmd/carbonlint
  exit
fi

case $(uname -s) in
  Linux) system=linux ;;
  Darwin) system=darwin ;;
  MINGW* | MSYS* | CYGWIN*) system=windows ;;
  *) echo "install.sh: there is no release for $(uname -s): build it with Go" >&2; exit 1 ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=amd64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *) echo "install.sh: there is no release for $(uname -m): build it with Go" >&2; exit 1 ;;
esac
archive=carbonlint_${release#v}_${system}_$machine.tar.gz
[ "$system" != windows ] || archive=${archive%.tar.gz}.zip

base=${CARBONLINT_RELEASES:-https://github.com/carbonlint/carbonlint/releases/download}/$release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$archive" checksums.txt; do
  curl --fail --silent --show-error --location --retry 3 --output "$work/$file" "$base/$file"
done

sum=$(command -v sha256sum || echo shasum -a 256)
(cd "$work" && awk -v name="$archive" '$2 == name' checksums.txt | $sum -c - >/dev/null) || {
  echo "install.sh: $archive is not what checksums.txt of $release says" >&2
  exit 1
}
case $archive in
  *.zip) unzip -q -o "$work/$archive" carbonlint.exe -d "$dir" ;;
  *) tar -xzf "$work/$archive" -C "$dir" carbonlint ;;
esac
