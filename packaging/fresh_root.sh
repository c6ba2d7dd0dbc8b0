#!/bin/sh
# Installs the packages of build/packages in a new Debian 12 and uses them as a
# reader of the README would: its commands for packages, timed; the C and the
# Python example against libvigie-dev; installing anew over an index that is in
# use; removal. As root, with mmdebstrap and access to a Debian mirror.
#   packaging/fresh_root.sh [ROOT.tar]   a root made before, kept or made there
# Writes nothing outside a temporary folder, and removes that.
set -eu
cd "$(dirname "$0")/.."
packages=$(pwd)/build/packages
ls "$packages"/*.deb >/dev/null

work=$(mktemp -d)
root=$work/root
mounted=
leave() {
  if [ -n "$mounted" ]; then umount "$root/proc"; fi
  rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM

tar=${1:-$work/root.tar}
[ -f "$tar" ] || mmdebstrap --quiet --variant=minbase bookworm "$tar"
mkdir "$root"
tar -C "$root" -xf "$tar" --exclude='./dev/*'
# No devices but what a program may expect to be able to write to.
: >"$root/dev/null"
chmod 666 "$root/dev/null"
mount -t proc proc "$root/proc"
mounted=yes
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir "$root/work"
cp "$packages"/*.deb "$root/work"

inside() {
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 sh -euc "cd /work; $1"
}
seconds() { date +%s.%N; }
since() { echo "$(seconds) $1" | awk '{ printf "%.1f s", $1 - $2 }'; }

# The README's first block for root: what a stranger types.
commands=$(awk '/^```sh root/ { on = 1; next } /^```/ { if (on) exit } on' README.md)
[ -n "$commands" ]
printf '%s\n' "$commands"
start=$(seconds)
inside "apt-get update -qq"
installing=$(seconds)
first=$(printf '%s\n' "$commands" | grep -n 'vigie-indexer add' | cut -d: -f1)
inside "$(printf '%s\n' "$commands" | head -n $((first - 1)))" >"$work/apt.log" 2>&1 ||
  { tail -n 20 "$work/apt.log"; exit 1; }
echo "installed: $(since "$installing") (apt-get update before: $(echo "$installing $start" | awk '{ printf "%.1f s", $1 - $2 }'))"
asking=$(seconds)
inside "$(printf '%s\n' "$commands" | tail -n +"$first")"
echo "indexed and answered: $(since "$asking")"
echo "from installation to the last answer: $(since "$installing")"

inside 'for program in vigie vigie-server vigie-indexer vigie-dictionary; do
  test -e /usr/share/man/man1/$program.1.gz; done'
inside 'apt-get install -y --no-install-recommends ./libvigie*.deb gcc libc6-dev \
  pkg-config python3-minimal libpython3-stdlib' >"$work/apt.log" 2>&1 ||
  { tail -n 20 "$work/apt.log"; exit 1; }
inside 'cc /usr/share/doc/libvigie-dev/examples/c/main.c -o example \
  $(pkg-config --cflags --libs vigie) && ./example c-index >c.out &&
  python3 /usr/share/doc/libvigie-dev/examples/python/mentions.py python-index'
echo 'examples in C and Python: answered'

# An upgrade: the packages are replaced beside an index, which stays readable.
inside 'vigie --index my-index search Broadcom --format json >before
  dpkg -i ./*.deb >/dev/null 2>&1
  vigie-indexer verify --index my-index >/dev/null
  vigie --index my-index search Broadcom --format json >after
  sed -E "s/\"elapsed\": [^,]+//" before >a; sed -E "s/\"elapsed\": [^,]+//" after >b
  cmp a b'
echo 'installed anew: same answer'
inside 'apt-get purge -y vigie libvigie-dev "libvigie0*" >/dev/null 2>&1
  ! command -v vigie; ! ls /usr/lib/*/libvigie* 2>/dev/null; test -f my-index/CURRENT'
echo 'removed: nothing left but the index'
