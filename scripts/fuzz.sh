#!/bin/sh
# Fuzzes every target of tests/fuzz in turn, with clang, libFuzzer and both sanitizers:
#   scripts/fuzz.sh [SECONDS]     (120 in all; an hour is 3600)
# Begins with seeds that the project's own encoders make, with what earlier runs here have found worth keeping, and with
# the files of ../shared where that folder is there. Prints the executions, the coverage (edges of our own code;
# the codec libraries are not instrumented) and the findings of each target; exits 1 if there is any finding.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-120}

scripts/dependencies.sh fuzz
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz

work=build/fuzz/run
build/fuzz/tests/fuzz/fuzz_seeds "$work/seeds"
targets=$(cd "$work/seeds" && echo *)
each=$((seconds / $(echo "$targets" | wc -w)))
[ "$each" -ge 1 ] || each=1

# The folder of a target's files in the shared corpus, if that is here; the processor takes all formats.
shared_corpus() {
  [ -d ../shared/hostile ] || return 0
  case $1 in
  jpeg | jpeg_scans) echo ../shared/hostile/jpeg ../shared/hostile/mixed ;;
  png | webp | tiff | image_processor) echo ../shared/hostile/mixed ;;
  avif | heic) echo ../shared/faults ../shared/fixtures ;;
  esac
}

findings=0
printf '%-16s %12s %9s %15s %9s\n' target executions per_second edges findings
for target in $targets; do
  mkdir -p "$work/corpus/$target" "$work/findings/$target"
  log=$work/$target.log
  # An input may need a second under the sanitizers and 2 GiB; one that needs more is a finding.
  # shellcheck disable=SC2046  # two folders are two arguments
  ASAN_OPTIONS=allocator_may_return_null=1 "build/fuzz/tests/fuzz/fuzz_$target" \
    -max_total_time="$each" -max_len=65536 -timeout=25 -rss_limit_mb=2560 -malloc_limit_mb=1100 -print_final_stats=1 \
    -artifact_prefix="$work/findings/$target/" "$work/corpus/$target" "$work/seeds/$target" $(shared_corpus "$target") \
    >"$log" 2>&1 || true
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  of=$(sed -n 's/.*inline 8-bit counters.*(\([0-9]*\) inline.*/\1/p; s/^INFO: Loaded 1 modules *(\([0-9]*\) inline.*/\1/p' "$log" | head -n 1)
  found=$(find "$work/findings/$target" -type f | wc -l)
  findings=$((findings + found))
  printf '%-16s %12s %9s %15s %9s\n' "$target" "${executions:-?}" "${rate:-?}" "${edges:-?} of ${of:-?}" "$found"
done
if [ "$findings" -gt 0 ]; then
  echo "fuzz: findings are in $work/findings; the last lines of $work/TARGET.log say what they are" >&2
  exit 1
fi
