#!/bin/sh
# Checks the layout of the code (clang-format) and looks for mistakes (clang-tidy) in all of it.
set -eu
cd "$(dirname "$0")/.."

scripts/dependencies.sh check
# clang-tidy cannot read the precompiled headers of g++, and sees so that sources include what they use.
cmake --preset dev -B build/check -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
find include src tests scripts docs -name '*.[ch]pp' -print0 | xargs -0 clang-format-14 --dry-run -Werror
# The flags are those of g++, of whose warnings clang does not know all.
find src tests scripts -name '*.cpp' -print0 |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p build/check --quiet --extra-arg=-Wno-unknown-warning-option
