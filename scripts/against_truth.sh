#!/bin/sh
# Measures what --against and --fail-if-slower 5% say where the truth is known:
#   scripts/against_truth.sh BUILD_FOLDER [SESSIONS [ROUNDS]]     (20 sessions of 10 rounds each)
# First the program against itself, where every difference is a false one: 5 % may be. Then the program made slower by a
# tenth (a preloaded library spins) against itself as it is, which should be found slower in 80 % or more. It takes a
# quarter of an hour and needs a quiet machine: on a busy one the answer is that it cannot be told.
set -eu
export LC_ALL=C
build=$(realpath "$1")
sessions=${2:-20}
rounds=${3:-10}
samples=$(realpath "$(dirname "$0")/../data/input_images")
slow_down=$build/tests/performance/libslow_down.so
[ -e "$slow_down" ] || { echo "against_truth.sh: build the target slow_down first" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Takes the library off the one that it is compared with.
printf '#!/bin/sh\nunset LD_PRELOAD\nexec "%s" "$@"\n' "$build/resizer" > plain
chmod +x plain

# session PRELOAD NAME: the exit status is that of --fail-if-slower.
session() {
  LD_PRELOAD=$1 "$build/resizer" --in "$samples" --out small --width 800 --runs "$rounds" --no-calibration --quiet \
    --log-file app.log --against ./plain --fail-if-slower 5% --export-json "$2.json" 2> "$2.txt" || echo $? > "$2.status"
}
for i in $(seq "$sessions"); do
  session "" "same$i"
  session "$slow_down" "slower$i"
done

python3 - "$sessions" <<'PYTHON'
import json
import os
import sys

sessions = int(sys.argv[1])
for name, truth in (("same", 1.0), ("slower", 1.1)):
    differ = blamed = unsure = compared = 0
    ratios = []
    for i in range(1, sessions + 1):
        for mode in json.load(open(f"{name}{i}.json"))["baseline"]["modes"]:
            low, high = mode["interval"]["low"], mode["interval"]["high"]
            compared += 1
            differ += not low <= 1 <= high
            ratios.append(mode["wall_ratio"])
        status = int(open(f"{name}{i}.status").read()) if os.path.exists(f"{name}{i}.status") else 0
        blamed += status == 1
        unsure += status == 4
    ratios.sort()
    print(f"{name}: truth {truth}, median ratio {ratios[len(ratios) // 2]:.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}); "
          f"{differ} of {compared} intervals miss 1; "
          f"of {sessions} sessions {blamed} are called slower, {unsure} inconclusive")
PYTHON
