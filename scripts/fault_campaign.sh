#!/bin/bash
# Every fault campaign at full length; one JSON line each in
# bench/runs/DATE-HOST.json. Exit code 1 when one of them finds a failure.
#
# usage: fault_campaign.sh [HOST]     HOST: a short description, "4-core-vm"
# JOBS, SEED and MINUTES (of the soak) may be given in the environment.
set -u
cd "$(dirname "$0")/.."
host=${1:-$(nproc)-core-vm}
jobs=${JOBS:-$(nproc)}
seed=${SEED:-1}
results=bench/runs/$(date +%F)-$host-faults.json
failed=0

run() {
  build/bin/vigie-fault "$@" --jobs "$jobs" --results "$results" || failed=1
}

for engine in live batch; do
  run kill --cycles 2000 --seed "$seed" --engine $engine
  run power --cycles 2000 --seed "$seed" --engine $engine
  for more in 0 1 2; do
    run io --cycles 0 --seed $((seed + more)) --engine $engine
  done
done
run flip --cycles 6000 --seed "$seed"
run writers --cycles 50 --seed "$seed"
run clock --cycles 100 --seed "$seed"
run tmpfs --cycles 48 --seed "$seed"
run readers --cycles 10000 --seed "$seed"
for campaign in "terminate --cycles 1000" "kill --cycles 500" \
  "recover --cycles 5"; do
  # shellcheck disable=SC2086 # words, not one argument
  build/bin/vigie-server-fault $campaign --jobs "$jobs" --seed "$seed" \
    --results "$results" || failed=1
done
run soak --minutes "${MINUTES:-60}" --seed "$seed"
exit $failed
