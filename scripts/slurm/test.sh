#!/bin/bash
# Starts a Slurm cluster of three nodes on this machine, in a temporary folder and as an ordinary user, and checks what
# scripts/slurm says of itself:
#   scripts/slurm/test.sh BINARY [--short]
# An array and its merge equal one run byte for byte; a shard that ends with 75 is submitted again, alone. Without --short
# also: a node dies with all its processes, and its shard runs elsewhere; a slurmd dies alone, and the shard runs a second
# time beside its orphan; an array is canceled and submitted again. Says so and does nothing where Slurm is missing.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)

for program in slurmctld slurmd sbatch munged; do
  if ! PATH=$PATH:/usr/sbin command -v $program >/dev/null; then
    echo "slurm: skipped: no $program here (scripts/dependencies.sh slurm installs it)"
    exit 0
  fi
done
PATH=$PATH:/usr/sbin

if [ -z "${SLURM_TEST_WORK:-}" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cp "$(realpath "$1")" "$work/resizer" # where an ordinary user can reach it
  cp -r "$here" "$work/slurm"
  cp -r "$here/../../data/input_images" "$work/photos"
  chmod 755 "$work"
  run=(bash "$work/slurm/test.sh" "$work/resizer" "${@:2}")
  export SLURM_TEST_WORK=$work
  if [ "$(id -u)" -eq 0 ]; then
    chown -R nobody "$work"
    run=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "${run[@]}")
  fi
  HOME=$work "${run[@]}"
  exit
fi

work=$SLURM_TEST_WORK
here=$work/slurm
user=$(id -un)
port=$((20000 + RANDOM % 20000))
daemons=()
declare -A slurmds
cd "$work"

# Only what was started here, by its number.
finish() {
  status=$?
  for pid in "${slurmds[@]}" "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
  for file in /proc/[0-9]*/environ; do
    if tr '\0' '\n' 2>/dev/null <"$file" | grep -q "^SLURM_CONF=$work/slurm.conf$"; then
      pid=${file#/proc/} pid=${pid%/environ}
      [ "$pid" = $$ ] || [ "$pid" = $BASHPID ] || kill -KILL "$pid" 2>/dev/null || true
    fi
  done
  wait 2>/dev/null || true
  [ "$status" -eq 0 ] || tail -n 25 "$work"/*.log >&2 || true
}
trap finish EXIT

fail() {
  echo "slurm: $*" >&2
  exit 1
}

wait_until() { # SECONDS COMMAND...
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || fail "waited in vain for: $*"
    sleep 0.2
  done
}

start_munge() {
  mkdir -m 0711 munge
  (umask 077 && head -c 1024 /dev/urandom >munge.key)
  munged --foreground --key-file="$work/munge.key" --socket="$work/munge/socket" --pid-file="$work/munge.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge.seed" >munged.out 2>&1 &
  daemons+=($!)
  wait_until 20 test -S munge/socket
}

write_configuration() {
  cat >slurm.conf <<CONF
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerParameters=batch_sched_delay=0,sched_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=6
KillWait=4
MpiDefault=none
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
NodeName=node1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2 RealMemory=500
NodeName=node2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2 RealMemory=500
NodeName=node3 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 3)) CPUs=2 RealMemory=500
PartitionName=all Nodes=node[1-3] Default=YES MaxTime=10 State=UP
CONF
  export SLURM_CONF=$work/slurm.conf
  mkdir state spool-node1 spool-node2 spool-node3
}

start_node() {
  slurmd -D -N "$1" -f "$work/slurm.conf" >"slurmd-$1.out" 2>&1 &
  slurmds[$1]=$!
}

are_idle() { [ "$(sinfo --noheader --Node --format=%T 2>/dev/null | grep -c idle)" -eq 3 ]; }
is_empty() { [ -z "$(squeue --noheader 2>/dev/null)" ]; }

start_cluster() {
  start_munge
  write_configuration
  slurmctld -D -f "$work/slurm.conf" >slurmctld.out 2>&1 &
  daemons+=($!)
  for node in node1 node2 node3; do start_node "$node"; done
  wait_until 60 are_idle
}

# As the program, except that a shard fails once or takes its time, if a file says so: fail-K, slow-K.
write_program() {
  cat >program <<PROGRAM
#!/bin/sh
shard=\$SLURM_ARRAY_TASK_ID
if [ -n "\$shard" ] && mv "$work/fail-\$shard" "$work/failed-\$shard" 2>/dev/null; then exit 75; fi
if [ -n "\$shard" ] && [ -e "$work/slow-\$shard" ]; then
  echo "\$\$ \$SLURMD_NODENAME" >>"$work/started-\$shard"
  while [ -e "$work/slow-\$shard" ]; do sleep 0.1; done
fi
exec "$work/resizer" "\$@"
PROGRAM
  chmod 755 program
  export RESIZER=$work/program
}

# A new plan of SHARDS shards, with a folder and outputs of its own.
make_plan() {
  name=$1 shards=$2
  mkdir "$name"
  "$work/resizer" plan photos --out "$name/out" --width 300 --shards "$shards" --plan-file "$name/plan.json" --quiet
}
submit() { "$here/submit.sh" "$name/plan.json" "$shards" >"$name/numbers"; }
is_merged() { [ -f "$name/merged.json" ] && grep -q '"resubmit": \[\]' "$name/merged.json"; }
check() {
  wait_until "${1:-60}" is_merged
  wait_until 20 is_empty
  diff -r reference "$name/out" || fail "$name: outputs are not those of one run"
  "$work/resizer" merge --plan "$name/plan.json" "$name"/report-*.json >"$name/words" || fail "$name: merge ended with $?"
  echo "slurm: $name: $(cat "$name/words")"
}
logs_of() { find . -maxdepth 1 -name "resizer-*_$1.log" | wc -l; }

test_array() {
  make_plan array 4
  submit
  check
}

test_resubmission() {
  local before
  before=$(logs_of 1)
  make_plan again 3
  touch fail-2
  submit
  check 90
  [ "$(logs_of 1)" -eq $((before + 1)) ] || fail "shard 1 was submitted again"
  [ -e failed-2 ] || fail "shard 2 did not fail"
}

# The process and the node of the first line, once it is there.
first_start() { [ -s "started-$1" ]; }
second_start() { [ "$(wc -l <"started-$1")" -ge 2 ]; }

kill_tree() { # a job's process, its slurmstepd and its children
  local step
  step=$(awk '{ print $4 }' "/proc/$1/stat")
  pkill -KILL -P "$1" || true
  kill -KILL "$1" "$step" || true
}

test_lost_node() {
  make_plan node 3
  touch slow-2
  submit
  wait_until 30 first_start 2
  read -r pid node <started-2
  kill -KILL "${slurmds[$node]}"
  kill_tree "$pid"
  wait_until 90 second_start 2
  [ "$(tail -n 1 started-2 | cut -d ' ' -f 2)" != "$node" ] || fail "the shard ran on the lost node again"
  rm slow-2
  check 60
  start_node "$node"
  wait_until 60 are_idle
  rm started-2
}

test_orphan() {
  make_plan orphan 3
  touch slow-3
  submit
  wait_until 30 first_start 3
  read -r pid node <started-3
  kill -KILL "${slurmds[$node]}"
  wait_until 90 second_start 3
  kill -0 "$pid" || fail "the orphan is gone"
  rm slow-3
  check 60
  start_node "$node"
  wait_until 60 are_idle
  rm started-3
}

test_cancel() {
  make_plan cancel 4
  touch slow-1
  submit
  wait_until 30 first_start 1
  # shellcheck disable=SC2046  # two numbers
  scancel $(cat "$name/numbers")
  wait_until 40 is_empty
  [ ! -e "$name/report-1.json" ] || fail "a canceled shard has a report"
  rm slow-1
  submit
  check
}

start_cluster
write_program
"$work/resizer" photos --out reference --width 300 --mode parallel --quiet --log-level off
test_array
test_resubmission
if [ "${2:-}" != --short ]; then
  test_lost_node
  test_orphan
  test_cancel
fi
