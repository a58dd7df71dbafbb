#!/bin/sh
# Compares what resizer makes of every image in the given files and folders with what other programs make of it, and
# prints a table by kind of file. See --help, and docs/conformance.md for how to read it.
#
# The references: scripts/dependencies.sh conformance; for sharp also
#                 npm install --prefix DIR sharp, and SHARP_DIR=DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)

for python in python3 /usr/bin/python3; do
  "$python" -c 'import PIL, numpy' 2>/dev/null && exec "$python" -B "$here/conformance/main.py" "$@"
done
echo "conformance: needs Python with Pillow and numpy (scripts/dependencies.sh conformance)" >&2
exit 77
