#!/bin/sh
# Every test, on a machine with nothing installed: installs what is missing,
# builds, runs the checks and tests, ends with "N passed, N failed".
#   ./test.sh             everything
#   ./test.sh -R PATTERN  only ctest cases that match (passed to ctest)
# Every case is listed in build/test.log.
set -eu
cd "$(dirname "$0")"
. scripts/setup.sh

install_packages $VIGIE_PACKAGES $VIGIE_TEST_PACKAGES
build_vigie test all

# What fails is shown whole, of the rest one line in a hundred.
log=build/test.log
: >"$log"
ctest --preset release --parallel "$(nproc)" "$@" >"$log" 2>&1 &
ctest=$!
tail -n +1 -f --pid="$ctest" "$log" |
  awk '/^ +Start +[0-9]+:/ { next }
       / Passed +[0-9.]+ sec$/ { if (++passed % 100) next }
       { print; fflush() }'
wait "$ctest"
