#!/bin/sh
# Prints a table of how many megapixels each stage does in a second of CPU time, by stage_benchmark:
#   scripts/stage_speeds.sh [BUILD_FOLDER]     (build/release)
# Megapixels are those of the stored image, of 2400 x 1600, when decoding and resampling, and those of the output, of
# 800 x 533, when encoding. Medians of five repetitions.
set -eu
build=${1:-"$(dirname "$0")/../build/release"}
"$build/tests/performance/stage_benchmark" --benchmark_format=json --benchmark_repetitions=5 \
  --benchmark_min_time=0.1 --benchmark_enable_random_interleaving=true 2>/dev/null | python3 -c '
import json
import sys

report = json.load(sys.stdin)
model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
print(model + ", " + str(report["context"]["num_cpus"]) + " CPUs\n")
print("| stage | MP/s |\n|---|---:|")
for row in report["benchmarks"]:
    if row.get("aggregate_name") == "median":
        print("| {} | {:.0f} |".format(row["run_name"], row["MP/s"]))
'
