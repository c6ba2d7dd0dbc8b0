#!/bin/sh
# Debian packages from a clean tree: installs what is missing, builds, writes
# build/packages/*.deb.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh

install_packages $VIGIE_PACKAGES dpkg-dev file python3-minimal
rm -rf build/packages
build_vigie demo packages
ls -l build/packages/*.deb
