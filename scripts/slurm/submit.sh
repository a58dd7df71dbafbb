#!/bin/sh
# Submits the N shards of a plan as a job array, and a job that merges their reports when all have ended:
#   scripts/slurm/submit.sh PLAN N
# PLAN is on a file system that all nodes have at the same place, as are the inputs and outputs, and the folder in which
# this is called is the one in which the plan was made. RESIZER names the program (resizer); partition, time limit and
# cores come from sbatch's own variables, such as SBATCH_PARTITION and SBATCH_TIMELIMIT, or a SBATCH_CPUS (1) a shard.
# Prints the number of the array, and that of the merging job.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
plan=$(realpath "$1")
shards=$2

export RESIZER="${RESIZER:-resizer}"
array=$(sbatch --parsable --cpus-per-task="${SBATCH_CPUS:-1}" --array="1-$shards" "$here/shard.sbatch" "$plan" "$shards")
# afterany: with afterok, a shard that failed would leave the merge waiting for ever.
merge=$(sbatch --parsable --dependency="afterany:$array" "$here/merge.sbatch" "$plan" "$shards" "$here" 1)
echo "$array $merge"
