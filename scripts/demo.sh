#!/bin/sh
# Builds resizer and runs its main job on the sample images; further arguments go to resizer.
set -eu
cd "$(dirname "$0")/.."

scripts/dependencies.sh
cmake --preset release >/dev/null
cmake --build --preset release --target resizer
build/release/resizer --in data/input_images --out data/output_images --width 800 "$@"
