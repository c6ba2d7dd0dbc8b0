#!/bin/bash
# The whole suite but checks and install tests under a sanitizer; one JSON line
# of the result in bench/runs/DATE-HOST-sanitizers.json. Exit code 1 when a
# sanitizer reports something or a case fails.
#
# usage: sanitize.sh address|thread [CTEST ARGUMENT...]
#   address: AddressSanitizer (leaks too) and UndefinedBehaviorSanitizer
#   thread:  ThreadSanitizer; what Debian's gRPC, which is not instrumented, hands
#            from thread to thread is named in tsan_suppressions.txt
# JOBS (of build and tests), HOST ("4-core-vm") and CONFIGURE (arguments of
# cmake, "-D VIGIE_BENCH=ON") may be given in the environment.
set -u
cd "$(dirname "$0")/.."
kind=${1:?address or thread}
shift
jobs=${JOBS:-$(nproc)}
preset=tsan
[ "$kind" = thread ] || preset=asan
build=build-$preset
reports=$PWD/$build/reports
. scripts/sanitizer_options.sh
sanitizer_reports "$reports"

# shellcheck disable=SC2086 # words, not one argument
{
  cmake --preset "$preset" ${CONFIGURE:-} &&
    cmake --build "$build" --parallel "$jobs"
} >"$build.log" 2>&1 || {
  tail -n 20 "$build.log"
  exit 1
}
rm -rf "$reports"
mkdir -p "$reports"
ctest --test-dir "$build" --parallel "$jobs" -LE 'checks|install' \
  --output-on-failure "$@" >"$build/test.log" 2>&1
summary=$(grep -E '^[0-9]+% tests passed' "$build/test.log")
failed=$(sed -E 's/.* ([0-9]+) tests failed.*/\1/' <<<"$summary")
cases=$(sed -E 's/.*out of ([0-9]+).*/\1/' <<<"$summary")
found=$(cat "$reports"/* 2>/dev/null |
  grep -cE 'ERROR: (Address|Leak)Sanitizer|WARNING: ThreadSanitizer|runtime error:')
sed -n '/^The following tests FAILED/,$p' "$build/test.log"
printf '{"sanitizer":"%s","cases":%d,"failed":%d,"reports":%d,"seconds":%d}\n' \
  "$kind" "$cases" "$failed" "$found" $SECONDS |
  tee -a "bench/runs/$(date +%F)-${HOST:-$(nproc)-core-vm}-sanitizers.json"
[ "$failed" = 0 ] && [ "$found" = 0 ]
