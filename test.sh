#!/bin/sh
# Every test, on a machine with nothing installed: installs what is missing,
# builds, runs the checks and tests, ends with "N passed, N failed".
#   ./test.sh             everything
#   ./test.sh -R PATTERN  only ctest cases that match (passed to ctest)
set -eu
cd "$(dirname "$0")"
. scripts/setup.sh

install_packages $VIGIE_PACKAGES $VIGIE_TEST_PACKAGES
build_vigie test all
exec ctest --preset release --parallel "$(nproc)" "$@"
