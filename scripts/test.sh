#!/bin/sh
# Builds everything as users run it and runs all tests; further arguments go to ctest.
set -eu
cd "$(dirname "$0")/.."

scripts/dependencies.sh
cmake --preset release >/dev/null
cmake --build --preset release
ctest --preset release --parallel "$(nproc)" "$@"
