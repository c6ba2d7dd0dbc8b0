#!/bin/sh
# From nothing to a proven answer: installs what is missing, builds, indexes
# samples/, serves, asks, checks the answers, stops. --keep leaves the server
# up. Logs are in build/demo/.
set -eu
cd "$(dirname "$0")"
. scripts/setup.sh

keep=no
case "${1:-}" in
  "") ;;
  --keep) keep=yes ;;
  *) fail "usage : ./demo.sh [--keep]" ;;
esac

install_packages $VIGIE_PACKAGES
build_vigie demo vigie vigie-server vigie-indexer

demo=build/demo
rm -rf "$demo"
mkdir -p "$demo"
server_pid=
stop_server() {
  [ -n "$server_pid" ] || return 0
  kill -TERM "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=
}
trap stop_server EXIT
trap 'exit 130' INT TERM

printf '\n$ vigie-indexer add --index %s/index samples\n' "$demo"
build/bin/vigie-indexer add --index "$demo/index" samples

build/bin/vigie-server --index "$demo/index" --listen 127.0.0.1:0 \
  --port-file "$demo/port" >"$demo/server.log" 2>&1 &
server_pid=$!
tries=0
until [ -s "$demo/port" ]; do
  kill -0 "$server_pid" 2>/dev/null || {
    cat "$demo/server.log" >&2
    fail "Le serveur n'a pas démarré."
  }
  tries=$((tries + 1))
  [ "$tries" -le 200 ] || fail "Le serveur n'est pas prêt après 20 s."
  sleep 0.1
done
VIGIE_SERVER="127.0.0.1:$(cat "$demo/port")"
export VIGIE_SERVER

# ask NAME ARGUMENT...: prints the command and its answer, kept for the checks.
ask() {
  name=$1
  shift
  printf '\n$ vigie'
  for argument in "$@"; do
    case "$argument" in
      *[!A-Za-z0-9=,._/-]*) printf " '%s'" "$argument" ;;
      *) printf ' %s' "$argument" ;;
    esac
  done
  printf '\n'
  build/bin/vigie "$@" >"$demo/$name.out" || fail "La commande a échoué."
  head -n 12 "$demo/$name.out"
  lines=$(wc -l <"$demo/$name.out")
  [ "$lines" -le 12 ] || printf '  (… %s lignes de plus)\n' $((lines - 12))
}

checks=0
# expect NAME PATTERN COUNT: the answer has COUNT lines that match.
expect() {
  found=$(grep -c -- "$2" "$demo/$1.out" || true)
  [ "$found" -eq "$3" ] ||
    fail "ÉCHEC : $1 : $found lignes « $2 », attendu $3."
  checks=$((checks + 1))
}

. scripts/demo_questions.sh

[ "$keep" = yes ] || stop_server
printf '\n%s vérifications réussies.\n' "$checks"
if [ "$keep" = yes ]; then
  trap - EXIT
  cat <<EOF
Le serveur reste en marche (pid $server_pid). À essayer :
  export VIGIE_SERVER=$VIGIE_SERVER
  build/bin/vigie search 'semi-conducteurs ET entity:"Arm"'
  build/bin/vigie mentions 'type:person' --format ndjson
  kill $server_pid
EOF
else
  cat <<EOF
À essayer ensuite :
  build/bin/vigie --index $demo/index search 'semi-conducteurs ET entity:"Arm"'
  build/bin/vigie --index $demo/index mentions 'type:person' --format ndjson
  ./demo.sh --keep      # laisse le serveur en marche
  ./test.sh             # tous les tests
EOF
fi
