#!/bin/sh
# Resizes damaged files and asks other programs about those that passed for good:
#   scripts/hostile.sh BINARY FOLDER...
# A file is damaged if the reference tool of its format says so: djpeg (any warning), pngcheck, webpinfo and dwebp,
# tiffinfo -D. Those that are installed are asked. With --fail-on warning none of the files that pass may be damaged; with
# the default (truncated), only such as lose no pixel: they are listed with what the tool says. Exits 1 if the program
# crashes, hangs, leaves a stub, or passes a file with --fail-on warning that a tool calls damaged.
set -eu
binary=$(realpath "$1")
shift

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
violations=0

# What the tool of the format says against a file; nothing if it is good or the tool is missing.
complaint() {
  case $(od -An -tx1 -N4 "$1" | tr -d ' ') in
  ffd8*) asked djpeg && djpeg -outfile /dev/null "$1" 2>&1 ;;
  89504e47) asked pngcheck && { pngcheck -q "$1" || true; } ;;
  52494646) asked dwebp && { webpinfo -quiet "$1" && dwebp -quiet "$1" -o /dev/null; } 2>&1 | grep -i 'error\|fail\|cannot' ;;
  *) asked tiffinfo && tiffinfo -D "$1" 2>&1 >/dev/null ;;
  esac | head -n 1
}
asked() { command -v "$1" >/dev/null; }

for fail_on in none truncated warning; do
  out=$work/$fail_on
  status=0
  timeout 300 "$binary" --in "$@" --out "$out" --width 200 --mode parallel --fail-on "$fail_on" --quiet \
    --log-file "$work/app.log" 2>"$work/failures" || status=$?
  [ "$status" -le 1 ] || { echo "hostile: exit status $status with --fail-on $fail_on" >&2 && violations=$((violations + 1)); }
  crashes=$(grep -c ': crashed\|: timed out\|: out of memory' "$work/failures" || true)
  violations=$((violations + crashes))
  temps=$(find "$out" -name '.rsz-*' | wc -l)
  violations=$((violations + temps))
  passed=0 damaged=0
  for folder; do
    for file in "$folder"/*; do
      [ -e "$out/${file##*/}" ] || continue
      passed=$((passed + 1))
      [ "$fail_on" != none ] || continue
      words=$(complaint "$file")
      [ -n "$words" ] || continue
      damaged=$((damaged + 1))
      echo "  ${file##*/} passed with --fail-on $fail_on: $words"
      [ "$fail_on" = truncated ] || violations=$((violations + 1))
    done
  done
  echo "--fail-on $fail_on: $passed passed, $(wc -l <"$work/failures") failed, $crashes crashed or hung;" \
    "another program calls damaged: $([ "$fail_on" = none ] && echo 'not asked' || echo "$damaged")"
done
[ "$violations" -eq 0 ] || { echo "hostile: $violations violations" >&2 && exit 1; }
