#!/bin/sh
# Debian packages from a clean tree: installs what is missing, builds, writes
# build/packages/*.deb, and has lintian look at them where it is installed.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh

install_packages $VIGIE_PACKAGES dpkg-dev file python3-minimal
rm -rf build/packages
build_vigie demo packages
ls -l build/packages/*.deb
# The address is whoever's builds them; ldconfig is called by CPack and triggered.
if command -v lintian >/dev/null; then
  lintian --allow-root --fail-on error --suppress-tags \
    bogus-mail-host,bogus-mail-host-in-debian-changelog,maintscript-calls-ldconfig \
    build/packages/*.deb
fi
