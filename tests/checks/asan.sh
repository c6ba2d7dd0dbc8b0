#!/bin/sh
# Builds the library's unit tests with AddressSanitizer and
# UndefinedBehaviorSanitizer in BUILD and runs them; of what is around it the
# server and what reads foreign formats, with AddressSanitizer.
# usage: asan.sh BUILD JOBS, from the top of the tree
set -eu
build=$1
jobs=$2
mkdir -p "$build"
log=$build/step.log

# Silent unless the step fails.
step() {
  "$@" >"$log" 2>&1 || {
    printf 'failed: %s\n' "$*"
    grep -nE 'error|ERROR|FAILED|Failure' "$log" | head -n 20
    tail -n 60 "$log"
    exit 1
  }
}

step cmake --preset asan -B "$build" -D VIGIE_INSTALL=OFF \
  -D VIGIE_SANITIZE_LEAN=ON
step cmake --build "$build" --parallel "$jobs" --target unit_programs \
  server_test indexer_formats_test
. scripts/sanitizer_options.sh
# Where something was allocated is told with five calls of its stack, which cost
# a tenth of the time less than thirty; what is found is the same.
ASAN_OPTIONS=$ASAN_OPTIONS:malloc_context_size=5
# Each program in four parts, so that the longest one keeps no core waiting; a
# process per case would spend most of the time starting.
find "$build/tests" -maxdepth 1 -type f -name '*_test' | sort |
  while read -r program; do
    for part in 0 1 2 3; do printf '%s\n%s\n' "$program" "$part"; done
  done |
  xargs -d "\n" -n 2 -P "$jobs" sh -c '
    log=$0.$1.log
    GTEST_TOTAL_SHARDS=4 GTEST_SHARD_INDEX=$1 "$0" --gtest_brief=1 >"$log" 2>&1 || {
      printf "failed: %s, part %s of 4\n" "$0" "$1"
      grep -E -A 40 "Failure|ERROR:|runtime error|Assertion" "$log" | head -n 120
      exit 1
    }'
tail -qn 1 "$build"/tests/*_test.?.log
