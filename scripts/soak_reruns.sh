#!/bin/bash
# Kills runs with --overwrite changed at random instants, the program alone or with its workers, and changes inputs and
# outputs in between:
#   scripts/soak_reruns.sh BINARY [KILLS [IMAGES]]     (200 kills, 40 images)
# The run after each kill must leave exactly the outputs that an undisturbed one makes, whatever was killed and whatever
# the settings of that run were; and the journal must then call everything up to date. Prints the counts; exits 1 at the
# first violation.
set -eu
export LC_ALL=C
binary=$(realpath "$1")
kills=${2:-200}
images=${3:-40}
samples=$(realpath "$(dirname "$0")/../data/input_images")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

violation() {
  echo "soak_reruns: $*, in round $round" >&2
  exit 1
}
one_of() { shuf -e -n 1 -- "$@"; }
random_from() { shuf -i "$1-$2" -n 1; }

# Settings under which outputs have the same names, and how each is written on the command line.
declare -A settings=([plain]="" [low]="--quality 40" [soft]="--filter box" [dated]="--keep-dates")
resize() { "$binary" "$@" --width 120 --no-calibration --quiet --log-level off; }

# Contents that inputs may have, and what becomes of each with each setting.
for width in 200 240 280 320; do
  "$binary" "$samples"/*.jpg --out pool --width $width --name "{stem}-{width}.{ext}" --mode parallel --quiet --log-level off
done
mapfile -t pool < <(ls pool)
for setting in "${!settings[@]}"; do
  # shellcheck disable=SC2086  # several options
  resize pool --out "reference/$setting" --mode parallel ${settings[$setting]}
done

declare -A content
round=0
# As when a photo is edited or replaced. Some get an old date, by which no change can be told to be later.
replace_input() {
  content[$1]=$(one_of "${pool[@]}")
  cp "pool/${content[$1]}" "in/$1.jpg"
  [ "$(random_from 0 1)" = 0 ] || touch -d "2001-01-01 00:00:$(random_from 10 59)" "in/$1.jpg"
}
mkdir in
for image in $(seq "$images"); do replace_input "$image"; done

disturb() {
  for image in $(shuf -i "1-$images" -n "$(random_from 0 5)"); do replace_input "$image"; done
  for image in $(shuf -i "1-$images" -n "$(random_from 0 2)"); do rm -f "out/$image.jpg"; done
  for image in $(shuf -i "1-$images" -n "$(random_from 0 2)"); do
    [ ! -f "out/$image.jpg" ] || echo edited >>"out/$image.jpg"
  done
}

# Mostly it stays: then what was replaced meanwhile is all that there is to do.
change_setting() { [ "$(random_from 0 2)" -gt 0 ] || setting=$(one_of "${!settings[@]}"); }

start() {
  # shellcheck disable=SC2086  # several options
  setsid "$binary" in --out out --width 120 --no-calibration --quiet --log-level off --overwrite changed \
    --mode "$(one_of compare parallel sequential)" ${settings[$setting]} $verify &
  run=$!
}

# A run that is killed, unless it is faster.
killed_run() {
  start
  sleep "0.$(printf %03d "$(random_from 0 "$longest_ms")")"
  if [ "$(random_from 0 1)" = 0 ]; then kill -KILL "$run" 2>/dev/null || true; else kill -KILL -- "-$run" 2>/dev/null || true; fi
  status=0
  wait "$run" 2>/dev/null || status=$?
  if [ "$status" = 137 ]; then killed=$((killed + 1)); else finished=$((finished + 1)); fi
}

check() {
  start
  wait "$run" || violation "a run after a kill ended with $?"
  for image in $(seq "$images"); do
    cmp -s "out/$image.jpg" "reference/$setting/${content[$image]}" ||
      violation "out/$image.jpg is not what ${content[$image]} becomes with setting $setting $verify"
    compared=$((compared + 1))
  done
  # shellcheck disable=SC2086  # several options
  "$binary" in --out out --width 120 --log-level off --overwrite changed -n ${settings[$setting]} $verify >plan
  grep -q "^0 images to do, $images up to date$" plan || violation "not everything is up to date: $(grep 'to do' plan)"
}

killed=0 finished=0 compared=0
setting=plain verify=
begin_ms=$(date +%s%3N)
start
wait "$run"
longest_ms=$(($(date +%s%3N) - begin_ms))
[ "$longest_ms" -lt 900 ] || longest_ms=900
while [ "$killed" -lt "$kills" ]; do
  round=$((round + 1))
  for _ in $(seq "$(random_from 1 3)"); do
    disturb
    change_setting
    verify=$(one_of "" "" --verify-content)
    killed_run
  done
  change_setting
  check
done
echo "soak_reruns: $killed runs killed ($finished were faster), $round checks of $images outputs: $compared as undisturbed, none stale"
