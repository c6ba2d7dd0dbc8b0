#!/bin/sh
# Builds the library's unit tests with AddressSanitizer and
# UndefinedBehaviorSanitizer in BUILD and runs them.
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

step cmake --preset asan -B "$build" -D VIGIE_SERVICE=OFF -D VIGIE_INSTALL=OFF
step cmake --build "$build" --parallel "$jobs" --target tests/all
step ctest --test-dir "$build" --label-regex unit --parallel "$jobs" \
  --output-on-failure --no-tests=error
tail -n 12 "$log"
