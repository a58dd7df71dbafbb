#!/bin/sh
# Makes the packages, .deb and .tar.gz, in build/packages, twice, and fails unless every byte is the same:
#
#   package.sh          builds the program twice, each time from nothing
#   package.sh BUILD    packs what is built in BUILD twice
set -eu
cd "$(dirname "$0")/.."
scripts/dependencies.sh package
umask 022
# What is built bears the date of the last change, not of today.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat --format=%Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH

build() {
  rm -rf "$1"
  CXXFLAGS="${CXXFLAGS:-} -ffile-prefix-map=$PWD/=" cmake -S . -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX=/usr -DRESIZER_BUILD_TESTS=OFF >/dev/null
  ninja -C "$1" -j "${JOBS:-$(nproc)}" >"$1/log" || { tail -n 40 "$1/log"; exit 1; }
}

# pack BUILD FOLDER
pack() {
  rm -rf "$2"
  for generator in DEB TGZ; do
    cpack --config "$1/CPackConfig.cmake" -G "$generator" -B "$2" >"$1/cpack.log" 2>&1 || { cat "$1/cpack.log"; exit 1; }
  done
  rm -rf "$2/_CPack_Packages"
}

# On another file system, if there is one at hand: they list files in different orders.
again=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$again"' EXIT

if [ $# -eq 0 ]; then
  build build/package-1
  build build/package-2
  pack build/package-1 "$PWD/build/packages"
  pack build/package-2 "$again"
else
  pack "$1" "$PWD/build/packages"
  pack "$1" "$again"
fi

status=0
for package in build/packages/*.deb build/packages/*.tar.gz; do
  name=$(basename "$package")
  if cmp "$package" "$again/$name"; then
    echo "$name: the same twice, $(stat --format=%s "$package") bytes"
  else
    status=1
  fi
done
exit $status
