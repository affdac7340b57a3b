#!/usr/bin/env bash
# The check of action.yml. Its inputs come in INPUT_ variables; its exit code is
# that of carbonlint.
flags=()
paths=()
while IFS= read -r line; do
  [ -z "$line" ] || paths+=("$line")
done <<<"$INPUT_PATH"
[ -z "$INPUT_FAIL_ON" ] || flags+=("--fail-on=$INPUT_FAIL_ON")
if [ -n "$INPUT_SARIF" ]; then
  flags+=("--output=sarif=$INPUT_SARIF")
  echo "sarif=$INPUT_SARIF" >>"$GITHUB_OUTPUT"
fi
read -r -d '' -a more <<<"$INPUT_ARGS"

exec carbonlint check --format github ${flags[@]+"${flags[@]}"} ${more[@]+"${more[@]}"} -- ${paths[@]+"${paths[@]}"}
