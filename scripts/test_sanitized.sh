#!/bin/sh
# Runs all tests under AddressSanitizer and UndefinedBehaviorSanitizer; further arguments go to ctest.
set -eu
cd "$(dirname "$0")/.."

scripts/dependencies.sh
cmake --preset asan >/dev/null
cmake --build --preset asan
ctest --preset asan --parallel "$(nproc)" "$@"
