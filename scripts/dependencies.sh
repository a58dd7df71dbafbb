#!/bin/sh
# Installs the packages that are missing, and says so; silent when none is. `scripts/dependencies.sh check` also wants
# the tools of scripts/check.sh. This is the one list of what the project stands on.
set -eu

# package | found by cmake/Dependencies.cmake as | what it is for
build_packages='
g++                   | -                                  | compiles C++20
cmake                 | -                                  | describes the build
ninja-build           | -                                  | runs the build
pkg-config            | PkgConfig                          | finds libraries that have no CMake files
libopencv-core-dev    | OpenCV                             | image planes: memory, views, rotation
libopencv-imgproc-dev | OpenCV                             | pictures that tests compare with
libzimg-dev           | zimg                               | changes of colour family, range and depth
libjpeg-dev           | libjpeg                            | JPEG, as raw planes and with scaled decoding
libisal-dev           | libisal                            | reads PNG: inflates twice as fast as others, in a stream
libdeflate-dev        | libdeflate                         | compresses PNG
libwebp-dev           | libwebp libwebpdemux libwebpmux    | WebP and its metadata
libtiff-dev           | libtiff-4                          | TIFF
liblcms2-dev          | lcms2                              | colour profiles
libxxhash-dev         | libxxhash                          | proves that outputs are identical
libcli11-dev          | CLI11                              | the command line
libspdlog-dev         | spdlog                             | the log file
nlohmann-json3-dev    | nlohmann_json                      | the JSON report
libgtest-dev          | GTest                              | tests
libgmock-dev          | GTest                              | matchers for tests
libvalijson-dev       | valijson                           | tests the JSON report against its schema
libbenchmark-dev      | benchmark                          | times the stages of resizing
valgrind              | -                                  | counts instructions in a test
'
check_packages='
clang-format-14       | -                                  | checks the layout of the code
clang-tidy-14         | -                                  | looks for mistakes and checks names
'

packages=$build_packages
[ "${1:-build}" = build ] || packages=$build_packages$check_packages

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "Packages are installed here only by apt, which this system has not. Install what matches these of Debian 12:"
  echo "$packages" | sed '/^$/d; s/ *|[^|]*| */: /'
  echo "Then run: cmake --preset release && cmake --build --preset release"
  exit 1
fi >&2

missing=''
for package in $(echo "$packages" | sed '/^$/d; s/ *|.*//'); do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=''
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
  if ! command -v sudo >/dev/null; then
    echo "Missing packages, and no sudo here. Run as root: apt-get install$missing" >&2
    exit 1
  fi
fi

echo "Installing${as_root:+ with sudo}:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null
