#!/usr/bin/env bash
# Runs every fuzzer for a while: tests/fuzz/run.sh [SECONDS]. What they learn stays in build/fuzz/corpus; an input that
# broke one is left in build/fuzz/findings, and the fuzzer given that file alone shows the failure again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

mkdir -p build/fuzz/findings
failed=0
for program in build/fuzz/*_fuzz; do
    subject=$(basename "$program" _fuzz)
    corpus=build/fuzz/corpus/$subject
    mkdir -p "$corpus"
    echo "=== $subject: $seconds s"
    "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -dict="tests/fuzz/$subject.dict" \
        -artifact_prefix=build/fuzz/findings/ "$corpus" &>"build/fuzz/$subject.log" || failed=1
    grep -E '==ERROR|^SUMMARY|^Done|^artifact|runtime error' "build/fuzz/$subject.log" || true
done
exit $failed
