#!/bin/sh
# Installs the packages that are missing, and says so; silent when none is. With `check` it also wants the tools of
# scripts/check.sh, with `fuzz` those of scripts/fuzz.sh, with `conformance` the programs that
# scripts/conformance.sh compares with, with `package` the tools of scripts/package.sh and package_test.sh, with
# `peers` the programs that scripts/compare_peers.sh measures and judges with, with `browser` the browser, without which
# the tests of the HTML report in one are skipped, with `slurm` that of scripts/slurm/test.sh. This is the one list of what the project stands on.
set -eu

# package | found by cmake/Dependencies.cmake as | what it is for
build_packages='
g++                   | -                                  | compiles C++20
cmake                 | -                                  | describes the build
ninja-build           | -                                  | runs the build
pkg-config            | PkgConfig                          | finds libraries that have no CMake files
libopencv-core-dev    | OpenCV                             | image planes: memory, views, rotation
libopencv-imgproc-dev | OpenCV                             | pictures that tests compare with
libzimg-dev           | zimg                               | changes of color family, range and depth
libjpeg-dev           | libjpeg                            | JPEG, as raw planes and with scaled decoding
libisal-dev           | libisal                            | reads PNG: inflates twice as fast as others, in a stream
libdeflate-dev        | libdeflate                         | compresses PNG
libwebp-dev           | libwebp libwebpdemux libwebpmux    | WebP and its metadata
libtiff-dev           | libtiff-4                          | TIFF
libheif-dev           | libheif                            | writes AVIF
libjxl-dev            | libjxl                             | JPEG XL
libdav1d-dev          | dav1d                              | decodes AVIF, tile by tile, in the calling thread
libde265-dev          | libde265                           | decodes HEIC, tile by tile, in the calling thread
liblcms2-dev          | lcms2                              | color profiles
libexpat1-dev         | expat                              | reads XMP, told where each thing stands in the packet
libxxhash-dev         | libxxhash                          | proves that outputs are identical, or up to date
libseccomp-dev        | libseccomp                         | forbids workers the system calls they do not need
libutf8proc-dev       | libutf8proc                        | which names file systems may take for one
libcli11-dev          | CLI11                              | the command line
libspdlog-dev         | spdlog                             | the log file
nlohmann-json3-dev    | nlohmann_json                      | the JSON report
libgtest-dev          | GTest                              | tests
libgmock-dev          | GTest                              | matchers for tests
libimage-exiftool-perl | -                                 | reads metadata independently, for tests
libvalijson-dev       | valijson                           | tests the JSON report against its schema
libbenchmark-dev      | benchmark                          | times the stages of resizing
valgrind              | -                                  | counts instructions in a test
'
# Parts of other packages on Debian 12, packages of their own on newer systems: installed where they exist.
later_packages='
libheif-plugin-aomenc | -                                  | encodes AVIF for libheif
'
check_packages='
clang-format-14       | -                                  | checks the layout of the code
clang-tidy-14         | -                                  | looks for mistakes and checks names
'
fuzz_packages='
clang-14              | -                                  | compiles the fuzz targets
libclang-rt-14-dev    | -                                  | libFuzzer and the sanitizers
'
conformance_packages='
python3-pil           | -                                  | judges pictures, and decodes all but AVIF and HEIC
python3-numpy         | -                                  | compares them
imagemagick           | -                                  | a reference for all formats
libvips-tools         | -                                  | another
libavif-bin           | -                                  | the reference for AVIF
libheif-examples      | -                                  | the reference for HEIC
libjpeg-turbo-progs   | -                                  | says which JPEG files are damaged
webp                  | -                                  | gives the planes that a WebP stores
'
package_packages='
dpkg-dev              | -                                  | finds what the program package depends on
file                  | -                                  | tells the packager what is a program
mmdebstrap            | -                                  | makes the bare Debian that packages are tested in
'
peers_packages='
python3-pil           | -                                  | Pillow, and decodes what is judged
python3-numpy         | -                                  | judges it
python3-scipy         | -                                  | judges it
python3-opencv        | -                                  | OpenCV
libvips-tools         | -                                  | vipsthumbnail
imagemagick           | -                                  | ImageMagick
graphicsmagick        | -                                  | GraphicsMagick
ffmpeg                | -                                  | ffmpeg
imgp                  | -                                  | imgp
libjpeg-turbo-progs   | -                                  | writes progressive JPEGs and restart markers, by jpegtran
libheif-examples      | -                                  | writes HEIC, and decodes it to judge
libavif-bin           | -                                  | decodes AVIF to judge
libjxl-devtools       | -                                  | Butteraugli
'
# Ubuntu has it as a snap only.
browser_packages='
chromium              | -                                  | shows the HTML report in tests
'
slurm_packages='
slurmctld             | -                                  | the controller of a cluster, which scripts/slurm/test.sh starts
slurmd                | -                                  | its nodes
slurm-client          | -                                  | sbatch and squeue
munge                 | -                                  | their authentication
parallel              | -                                  | another way to start shards, tried by a test
'

packages=$build_packages
case ${1:-build} in
check) packages=$packages$check_packages ;;
fuzz) packages=$packages$fuzz_packages ;;
conformance) packages=$packages$conformance_packages ;;
package) packages=$packages$package_packages ;;
peers) packages=$packages$peers_packages ;;
browser) packages=$packages$browser_packages ;;
slurm) packages=$packages$slurm_packages ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "Packages are installed here only by apt, which this system has not. Install what matches these of Debian 12:"
  echo "$packages" | sed '/^$/d; s/ *|[^|]*| */: /'
  echo "Then run: cmake --preset release && cmake --build --preset release"
  exit 1
fi >&2

missing_of() {
  for package in $(echo "$1" | sed '/^$/d; s/ *|.*//'); do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || printf ' %s' "$package"
  done
}
missing_later() {
  for package in $(missing_of "$later_packages"); do
    if apt-cache show "$package" >/dev/null 2>&1; then printf ' %s' "$package"; fi
  done
}

missing=$(missing_of "$packages")
[ -n "$missing$(missing_later)" ] || exit 0

as_root=''
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
  if ! command -v sudo >/dev/null; then
    echo "Missing packages, and no sudo here. Run as root: apt-get install$missing" >&2
    exit 1
  fi
fi

echo "Installing${as_root:+ with sudo}:${missing:-$(missing_later)}"
$as_root apt-get update -qq
missing="$missing$(missing_later)" # what exists is known only now
# shellcheck disable=SC2086 # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null
