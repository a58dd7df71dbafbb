#!/bin/sh
# Tests the packages of scripts/package.sh:
#
#   package_test.sh            installs them in a bare Debian 12 and resizes the sample images there; as root, and with
#                              a mirror of Debian at hand
#   package_test.sh --short    unpacks the program's and does the same on this system
set -eu
cd "$(dirname "$0")/.."
packages=$PWD/build/packages
program=$(find "$packages" -name 'resizer_*.deb')
development=$(find "$packages" -name 'resizer-dev_*.deb')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "$1" >&2
  exit 1
}

# check ROOT: what the program has made of the samples in ROOT.
check() {
  for sample in data/input_images/*; do
    [ -s "$1/out/$(basename "$sample")" ] || fail "$sample was not resized"
  done
  grep -q '"identical": *10\b' "$1/report.json" || fail "the report does not tell of 10 identical outputs"
}

mkdir "$work/root"
dpkg-deb --contents "$program" >"$work/program"
dpkg-deb --contents "$development" >"$work/development"
for listing in program development; do
  grep -q '^drwxr-xr-x root/root .* ./$' "$work/$listing" || fail "$listing would change the rights of /"
done
grep -q ' ./usr/share/doc/resizer/copyright$' "$work/program" || fail "no copyright"
grep -q ' root/root .* ./usr/bin/resizer$' "$work/program" || fail "no program of root's"
grep -q '/resizer/task_pool.hpp$' "$work/development" || fail "no headers"
if grep -q ' ./usr/bin/' "$work/development"; then fail "programs among the headers"; fi
for library in libc6 libheif1 libde265-0 libjxl0; do
  dpkg-deb --field "$program" Depends | grep -q "$library" || fail "no dependency on $library"
done

if [ "${1:-}" = --short ]; then
  dpkg-deb --extract "$program" "$work/root"
  "$work/root/usr/bin/resizer" --in data/input_images --out "$work/root/out" --width 80 --log-level off --json \
    >"$work/root/report.json"
  check "$work/root"
  echo "the package unpacks and runs"
  exit 0
fi

if [ "$(id -u)" -ne 0 ]; then
  echo "skipped: only root can make another root"
  exit 77
fi
scripts/dependencies.sh package
# shellcheck disable=SC2016 # the name in it is apt's
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
mirror=${mirror:-http://deb.debian.org/debian}
if ! /usr/lib/apt/apt-helper download-file "$mirror/dists/bookworm/Release" "$work/Release" >/dev/null 2>&1; then
  echo "skipped: $mirror cannot be reached"
  exit 77
fi
cp "$program" "$development" "$work/"
mmdebstrap --variant=apt --quiet \
  --customize-hook="copy-in $work/$(basename "$program") $work/$(basename "$development") /tmp" \
  --chrooted-customize-hook="apt-get install --quiet=2 --no-install-recommends /tmp/resizer_*.deb" \
  --chrooted-customize-hook="apt-get install --quiet=2 --no-install-recommends --simulate /tmp/resizer-dev_*.deb >/dev/null" \
  bookworm "$work/root" "$mirror" >"$work/log" 2>&1 || { cat "$work/log"; fail "it does not install"; }

in_root() {
  chroot "$work/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
}
cp -r data/input_images "$work/root/in"
in_root resizer --version
in_root resizer --in in --out out --width 800 --log-level off --json >"$work/root/report.json"
check "$work/root"
in_root resizer --in in --out modern --width 80 --format avif,jxl --mode parallel --log-level off --quiet
in_root dpkg --verify resizer
in_root dpkg --purge resizer >/dev/null
left=$(in_root find /usr /etc /var/lib -name '*resizer*' -not -path '/var/lib/dpkg/*')
[ -z "$left" ] || fail "purged, and left: $left"
echo "the package installs, resizes and goes in a bare Debian 12"
