#!/bin/sh
# Kills workers at random instants, then whole runs, then runs that share a folder, and checks what every other run must
# leave behind:
#   scripts/soak.sh BINARY [IMAGES [KILLS]]     (400 images, 100 kills)
# Every image is accounted for exactly once, as an output that equals an undisturbed run's byte for byte or as a crash
# on stderr; no temporary file is left. A run that is killed as a whole leaves whole outputs and one folder of temporary
# files, and no worker; the run after it does the rest. Of two runs in one folder, each process 1 of its own namespace
# where that is allowed, neither disturbs the other, whatever is killed. Prints the counts; exits 1 at the first violation.
set -eu
export LC_ALL=C
binary=$(realpath "$1")
images=${2:-400}
kills=${3:-100}
samples=$(realpath "$(dirname "$0")/../data/input_images")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

if [ ! -r "/proc/$$/task/$$/children" ]; then
  echo "soak: skipped, this kernel does not list children in /proc"
  exit 77
fi

violation() {
  echo "soak: $*" >&2
  exit 1
}
# One parallel run over the inputs, in the place of the calling shell, so that its process id is the program's.
resize_into() {
  exec "$binary" --in in --out "$1" --width 120 --mode parallel --jobs "$workers" --quiet --log-file "$work/app.log"
}
random_delay() { sleep "0.0$(shuf -i 10-99 -n 1)"; }
no_temps_in() { [ -z "$(find "$1" -name '.rsz-*')" ] || violation "temporary files are left in $1"; }

make_inputs() {
  "$binary" --in "$samples"/*.jpg --out small --width 320 --mode parallel --quiet --log-file "$work/app.log" ||
    violation "the sample images cannot be resized"
  mkdir in
  i=0
  while [ "$i" -lt "$images" ]; do
    for file in small/*; do
      [ "$i" -lt "$images" ] && ln "$file" "in/$i-${file##*/}"
      i=$((i + 1))
    done
  done
}

# One run that loses workers until it ends; adds to $killed.
disturbed_run() {
  rm -rf out
  resize_into out 2>crashes &
  run=$!
  lost=0
  while random_delay && children=$(children_of "$run") && [ -n "$children" ]; do
    # shellcheck disable=SC2086  # the list is to be split
    kill -KILL "$(shuf -e -n 1 $children)" 2>/dev/null && lost=$((lost + 1))
  done
  status=0
  wait "$run" || status=$?
  [ "$status" -le 1 ] || violation "exit status $status after $lost kills: $(tail -n 1 crashes)"
  killed=$((killed + lost))
  check_outputs
}

check_outputs() {
  crashed=$(grep -c ': crashed: SIGKILL$' crashes || true)
  [ "$crashed" -eq "$(wc -l <crashes)" ] || violation "other failures than ordered: $(grep -v SIGKILL crashes | head -n 1)"
  no_temps_in out
  sed 's|^resizer: in/||; s|: crashed: SIGKILL$||' crashes >accounted
  ls out >>accounted
  sort accounted | diff - names >differences || violation "not accounted for exactly once: $(sed -n 2p differences)"
  outputs_are_whole
  lost_images=$((lost_images + crashed))
  seen=$((seen + images))
}

outputs_are_whole() {
  diff -rq --exclude='.rsz-*' reference out | grep -v '^Only in reference' >differences || true
  [ ! -s differences ] || violation "$(head -n 1 differences)"
}

children_of() { cat "/proc/$1/task/$1/children" 2>/dev/null || true; }
# A process that is only waited for has let go of its files; a number may have gone to another program.
has_ended() {
  state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null) || return 0
  case $state in Z* | X* | '') return 0 ;; esac
  program=$(readlink "/proc/$1/exe" 2>/dev/null) || return 1
  [ "$program" != "$binary" ]
}
wait_for_end_of() {
  for process in "$@"; do
    tries=0
    while ! has_ended "$process"; do
      tries=$((tries + 1))
      [ "$tries" -lt 200 ] || violation "process $process outlives its parent"
      sleep 0.05
    done
  done
}

# A run that is killed as a whole, and the one after it.
killed_run() {
  rm -rf out
  resize_into out 2>/dev/null &
  run=$!
  random_delay
  random_delay
  children=$(children_of "$run")
  kill -KILL "$run" 2>/dev/null || true
  wait "$run" 2>/dev/null || true
  # shellcheck disable=SC2086  # the list is to be split
  wait_for_end_of $children
  temps=$(find out -name '.rsz-*' 2>/dev/null | wc -l)
  [ "$temps" -le 1 ] || violation "$temps folders of temporary files are left by one run"
  [ ! -d out ] || outputs_are_whole
  (resize_into out) || violation "the run after a killed one fails"
  diff -rq reference out >differences || violation "$(head -n 1 differences)"
  no_temps_in out
  killed_runs=$((killed_runs + 1))
}

# A run in a process id namespace of its own, if there are any, in the background; its outputs are named after $1.
if unshare -rpf true 2>/dev/null; then isolate='unshare -rpf --kill-child'; else isolate=''; fi
isolated_run() {
  # shellcheck disable=SC2086  # the words are to be split
  $isolate "$binary" --in in --out "$2" --name "{stem}-$1.{ext}" --width 120 --mode parallel --jobs 2 --quiet \
    --log-file "$work/$1.log" --export-json "$2-$1.json" 2>"crashes-$1" &
}

report_is_of() {
  grep -q -- "-$1\." "both-$1.json" || violation "the report of a run does not name its outputs"
  ! grep -q -- "-$2\." "both-$1.json" || violation "the report of a run names another's outputs"
}

# Two runs in one folder, of which one is killed somewhere, and then made up for.
shared_run() {
  rm -rf both
  isolated_run a both
  first=$!
  isolated_run b both
  second=$!
  random_delay
  random_delay
  children=$(children_of "$first")
  for child in $children; do children="$children $(children_of "$child")"; done
  kill -KILL "$first" 2>/dev/null && killed=$((killed + 1))
  wait "$first" 2>/dev/null || true
  # shellcheck disable=SC2086  # the list is to be split
  wait_for_end_of $children
  isolated_run a both
  first=$!
  wait "$second" || violation "the run beside a killed one fails: $(tail -n 1 crashes-b)"
  wait "$first" || violation "the run after a killed one fails beside another: $(tail -n 1 crashes-a)"
  diff -rq pair both >differences || violation "of two runs in one folder: $(head -n 1 differences)"
  no_temps_in .
  report_is_of a b
  report_is_of b a
  shared_runs=$((shared_runs + 1))
}

workers=4
make_inputs
ls in >names
(resize_into reference) || violation "the undisturbed run fails"
for name in a b; do
  isolated_run "$name" pair
  wait $! || violation "the undisturbed run fails"
done
killed=0 killed_runs=0 shared_runs=0 lost_images=0 seen=0
while [ "$killed" -lt "$kills" ]; do
  disturbed_run
  killed_run
  shared_run
done
echo "soak: $seen images, $killed processes killed, $lost_images images lost to them;" \
  "$killed_runs runs killed and repeated, $shared_runs times two in one folder"
