#!/bin/sh
# Compares a build with itself, so that whatever --compare claims is false:
#   scripts/compare_sessions.sh BINARY [SESSIONS [ROUNDS]]     (20 sessions of 8 rounds)
# Each session after the fourth is compared with the four before it. Prints every ratio with its interval, and at last how
# many intervals miss 1; 5 % may. It takes minutes; a machine that is busy shows what such a comparison is worth there.
set -eu
export LC_ALL=C
binary=$(realpath "$1")
sessions=${2:-20}
rounds=${3:-8}
samples=$(realpath "$(dirname "$0")/../data/input_images")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for session in $(seq "$sessions"); do
  set --
  for earlier in $(seq $((session - 4)) $((session - 1))); do
    [ "$session" -gt 4 ] && set -- "$@" --compare "$earlier.json"
  done
  "$binary" --in "$samples" --out small --width 800 --runs "$rounds" --quiet --log-file app.log \
    --export-json "$session.json" "$@"
done

python3 - "$sessions" <<'PYTHON'
import json
import sys

compared = missed = 0
for session in range(5, int(sys.argv[1]) + 1):
    for mode in json.load(open(f"{session}.json"))["baseline"]["modes"]:
        low, high = mode["interval"]["low"], mode["interval"]["high"]
        is_missed = not low <= 1 <= high
        compared += 1
        missed += is_missed
        print(f"session {session}, {mode['execution']}: wall time {mode['wall_ratio']:.3f} ({low:.3f} to {high:.3f}), "
              f"CPU seconds {mode['cpu_ratio']:.3f}{': a false claim' if is_missed else ''}")
print(f"{missed} of {compared} intervals miss 1")
PYTHON
