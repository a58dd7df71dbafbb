#!/bin/sh
# Runs resizer and the tools that people would use instead over the same pictures, in turns, and prints medians, ratios
# and quality. What is not installed is left out with a note. See --help for the options; --install installs the peers:
# Debian packages, and npm packages in PEERS_DIR (~/.cache/resizer-peers).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
PEERS_DIR=${PEERS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/resizer-peers}
export PEERS_DIR

install_peers() {
  "$here/dependencies.sh" peers
  if ! command -v npm >/dev/null; then
    echo "npm is missing, which has sharp, Bun, imgkit and @napi-rs/image: apt-get install nodejs npm" >&2
    return 1
  fi
  mkdir -p "$PEERS_DIR"
  npm install --prefix "$PEERS_DIR" --no-audit --no-fund sharp bun imgkit @napi-rs/image
}

if [ "${1:-}" = --install ]; then
  install_peers
  exit
fi

python=python3
for candidate in python3 /usr/bin/python3; do
  "$candidate" -c 'import PIL, numpy, scipy' 2>/dev/null && { python=$candidate; break; }
done
exec "$python" -B "$here/peers/compare.py" "$@"
