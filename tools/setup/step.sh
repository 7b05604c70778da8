#!/usr/bin/env bash
# Runs one step of setup.sh, unless its stamp says that nothing has changed since it last finished.
# A process of its own, so that `set -e` holds in the step.
set -euo pipefail
shopt -s inherit_errexit
. tools/setup/lib.sh
. "tools/setup/steps/$1.sh"

stamp=".deps/.stamps/$1"
inputs=$(cat "tools/setup/steps/$1.sh" "${STEP_INPUTS[@]}" | sha256sum)
if step_is_present && [[ "$(cat "$stamp" 2>/dev/null)" == "$inputs" ]]; then
    exit 0
fi
say "$1: $STEP_WHAT"
rm -f "$stamp"
step_install
step_is_present || fail "$1 ran, but what it brings is not there"
echo "$inputs" >"$stamp"
