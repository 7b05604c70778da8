#!/usr/bin/env bash
# Brings what the build, the tests and the demo need: system packages, and everything else into .deps/.
# Usage: tools/setup/setup.sh [GROUP ...]     a GROUP also installs the packages marked for=GROUP in deps/apt.txt
#
# A step that finished leaves a stamp in .deps/.stamps with a hash of its inputs, so that a second run takes no
# time and an interrupted one goes on at the step where it stopped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tools/setup/lib.sh

# In this order: what a step uses was brought by one before it.
STEPS=(apt duckdb s3_server python python_tools extensions jdbc go_clients node_clients)

mkdir -p .deps/.stamps
exec 9>.deps/.lock
if ! flock -n 9; then
    say "another setup is running; waiting for it"
    flock 9
fi

for step in "${STEPS[@]}"; do
    SETUP_GROUPS="$*" bash tools/setup/step.sh "$step" ||
        fail "step $step did not finish; run 'make setup' again to go on from here"
done
