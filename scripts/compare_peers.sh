#!/bin/sh
# Runs resizer and the tools that people would use instead over the same pictures, in turns, and prints one table of
# medians and ratios. What is not installed is left out with a note. See --help for the options.
#
# The peers: apt install libvips-tools imagemagick graphicsmagick python3-pil python3-numpy python3-scipy nodejs npm
#            npm install --prefix DIR sharp, and SHARP_DIR=DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)

python=python3
for candidate in python3 /usr/bin/python3; do
  "$candidate" -c 'import PIL, numpy, scipy' 2>/dev/null && { python=$candidate; break; }
done
exec "$python" -B "$here/peers/compare.py" "$@"
