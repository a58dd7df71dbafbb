#!/bin/sh
# Installs the library of a build into an empty prefix, builds the examples of docs/library.md against nothing but
# that, by CMake and by pkg-config, and runs them: test_library.sh [BUILD_FOLDER]
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/prefix" --component development >/dev/null
if find "$work/prefix" -path '*/bin/*' | grep -q .; then
  echo "the development component installs programs" >&2
  exit 1
fi

for example in resize_image compress_files; do
  cmake -S "docs/examples/$example" -B "$work/$example" -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
  cmake --build "$work/$example" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
pkg_config_path=$(dirname "$(find "$work/prefix" -name resizer.pc)")
flags=$(PKG_CONFIG_PATH=$pkg_config_path pkg-config --cflags --libs resizer)
# shellcheck disable=SC2086 # the flags are meant to be split
${CXX:-c++} -std=c++20 docs/examples/resize_image/main.cpp $flags -o "$work/by_pkg_config"

cd "$work"
for program in resize_image/resize_image ./by_pkg_config; do
  rm -f small.webp
  "./$program" "$root/data/input_images/img9.jpg" small.webp | tee output
  grep -q '800 x 600' output
  grep -q '96 x 96, .* in memory' output
  [ -s small.webp ]
done

compress_files/compress_files out "$root"/data/input_images/img7.png "$root"/src/exec/*.cpp | tail -n 3 | tee output
grep -q '^speedup: .* interval) in 6 rounds$' output
for file in out/*.gz; do gzip --test "$file"; done
gzip --decompress --stdout out/executors.cpp.gz | cmp - "$root/src/exec/executors.cpp"
[ "$(find out -type f | wc -l)" -eq "$(find "$root"/src/exec/*.cpp "$root/data/input_images/img7.png" | wc -l)" ]
