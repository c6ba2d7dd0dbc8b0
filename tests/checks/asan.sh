#!/bin/sh
# Builds library, indexer and server with AddressSanitizer and
# UndefinedBehaviorSanitizer in BUILD and runs the tests of their parts.
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

configure() {
  step cmake --preset asan -B "$build" -D VIGIE_SERVICE=OFF -D VIGIE_INSTALL=OFF \
    -D VIGIE_SANITIZE_TESTS=OFF -D VIGIE_UNITY=ON -D VIGIE_ALONE="$1"
}

# Says which targets do not compile as few texts: two files may use one name.
compile() {
  cmake --build "$build" --parallel "$jobs" --target unit_programs -- -k 0 \
    >"$log" 2>&1 && return
  sed -n 's|^FAILED: .*CMakeFiles/\(.*\)\.dir/Unity/.*|\1|p' "$log" | sort -u
}

configure ''
alone=$(compile | tr '\n' ';')
[ -z "$alone" ] || printf 'compiled file by file: %s\n' "$alone"
configure "$alone"
step cmake --build "$build" --parallel "$jobs" --target unit_programs
. scripts/sanitizer_options.sh
# Each program once with all its cases: a process per case would spend most of
# the time starting.
find "$build/tests" -maxdepth 1 -type f -name '*_test' -print0 |
  xargs -0 -n 1 -P "$jobs" sh -c '
    "$0" --gtest_brief=1 >"$0.log" 2>&1 || {
      printf "failed: %s\n" "$0"
      grep -E -A 40 "Failure|ERROR:|runtime error|Assertion" "$0.log" | head -n 120
      exit 1
    }'
tail -qn 1 "$build"/tests/*_test.log
