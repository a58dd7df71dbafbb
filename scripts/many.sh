#!/bin/sh
# Resizes very many small images in one run of the pool, then again with nothing to do, and tells what that cost:
#   scripts/many.sh BINARY [IMAGES]     (100000 images; whole thousands)
# The parent's memory must not grow out of bounds, nor the pool's own time for an image: compare two counts of images.
# Inputs are hard links to a few small pictures; links and results lie in a temporary folder (TMPDIR).
set -eu
export LC_ALL=C
binary=$(realpath "$1")
images=${2:-100000}
samples=$(realpath "$(dirname "$0")/../data/input_images")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A thousand names in a folder, and as many folders as it takes. A file system may allow no more than some ten thousand
# links to one file, so that there are several.
for width in $(seq 40 59); do
  "$binary" --in "$samples"/*.jpg --out "small/$width" --width "$width" --mode parallel --quiet --log-file app.log
done
originals=$(find small -type f)
mkdir -p in/0
i=0
while [ "$i" -lt 1000 ]; do
  for file in $originals; do
    [ "$i" -lt 1000 ] && ln "$file" "in/0/$i.jpg"
    i=$((i + 1))
  done
done
for folder in $(seq $((images / 1000 - 1))); do cp -rl in/0 "in/$folder"; done

resize="$binary --in in --recursive --out out --width 16 --mode parallel --jobs 2 --overwrite changed --log-file app.log"
# shellcheck disable=SC2086  # the words are to be split
(exec $resize --json >report.json) &
run=$!
peak=0 ticks=0
while kill -0 "$run" 2>/dev/null && status=$(cat "/proc/$run/status" 2>/dev/null); do
  seen=$(echo "$status" | awk '/^VmHWM/ { print $2 }')
  [ -z "$seen" ] || peak=$seen
  used=$(awk '{ print $14 + $15 }' "/proc/$run/stat" 2>/dev/null || true)
  [ "${used:-0}" -eq 0 ] || ticks=$used
  sleep 0.1
done
wait "$run"

done=$(find out -name '*.jpg' | wc -l)
[ "$done" -eq "$images" ] || { echo "many: $done outputs of $images images" >&2 && exit 1; }
wall=$(grep -o '"wall_s": *[0-9.e+-]*' report.json | tail -n 1 | tr -dc '0-9.e+-')
jobs=$(grep -o '"duration_s": *[0-9.e+-]*' report.json | awk -F: '{ sum += $2 } END { print sum }')
awk -v n="$images" -v parent_s="$(echo "$ticks $(getconf CLK_TCK)" | awk '{ print $1 / $2 }')" -v wall="$wall" -v jobs="$jobs" -v peak="$peak" -v bytes="$(wc -c <report.json)" 'BEGIN {
  printf "many: %d images in %.2f s; an image took %.1f us in its worker and %.1f us beyond that, ", n, wall, 1e6 * jobs / n, 1e6 * (2 * wall - jobs) / n
  printf "%.1f us of the parent'"'"'s CPU with planning and report; ", 1e6 * parent_s / n
  printf "parent %.1f MB (%d bytes an image); report %.1f MB (%d bytes an image)\n", peak / 1024, 1024 * peak / n, bytes / 1e6, bytes / n
}'

begin_ms=$(date +%s%3N)
# shellcheck disable=SC2086  # the words are to be split
$resize --json --no-calibration >again.json
awk -v n="$images" -v ms="$(($(date +%s%3N) - begin_ms))" -v bytes="$(wc -c <out/.resizer-journal)" 'BEGIN {
  printf "many: again, with nothing to do, in %.2f s, %.1f us an image; journal %.1f MB (%d bytes an image)\n", ms / 1000, 1000 * ms / n, bytes / 1e6, bytes / n
}'
[ "$(find out -name '*.jpg' -newer again.json | wc -l)" -eq 0 ] || { echo "many: outputs were made again" >&2 && exit 1; }
