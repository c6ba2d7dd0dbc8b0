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
  build/bin/vigie-fault "$@" --seed "$seed" --jobs "$jobs" \
    --results "$results" || failed=1
}

run kill --cycles 2000
run power --cycles 2000
run io --cycles 0
run flip --cycles 6000
run writers --cycles 50
run clock --cycles 100
run tmpfs --cycles 48
run readers --cycles 10000
exit $failed
