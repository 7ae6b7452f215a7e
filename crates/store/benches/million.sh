#!/usr/bin/env bash
# A store of a million made-up events as a user meets it: ingest beside a bare insert of the same rows by sqlite3, ingest of
# the same file again, grouping into incidents, ingest of a few more, the course of the busiest dyad and its report.
#
#   crates/store/benches/million.sh               a million events
#   crates/store/benches/million.sh 100000 7      fewer, of another seed
#
# Times are wall clock and processor seconds: on a machine that does other things too the latter say more. Needs sqlite3 for
# the comparison, GNU time for the peak memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

events=${1:-1000000}
seed=${2:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet -p detente-cli
cargo build --release --quiet -p detente-store --example made_events
target=$(realpath "${CARGO_TARGET_DIR:-target}/release")
detente=$target/detente

# timed NAME UNITS COMMAND…: runs it, prints its time, units a second and peak memory; leaves the time in $seconds.
timed() {
  local name=$1 units=$2
  shift 2
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" > "$work/out" 2> "$work/err"
  read -r seconds user system peak < <(tail -n 1 "$work/time")
  awk -v n="$name" -v u="$units" -v e="$seconds" -v c="$user" -v s="$system" -v m="$peak" 'BEGIN {
    printf "%-34s %8.2f s  %8.2f s of processor", n, e, c + s
    if (u > 0) printf "  %8.0f/s  %8.0f/s of processor", u / e, u / (c + s)
    printf "  peak %.0f MiB\n", m / 1024
  }'
}

printf 'processor: %s, %s cores; %s; %s events of seed %s\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)" "$(nproc)" "$("$detente" --version)" "$events" "$seed"
"$target/examples/made_events" "$events" "$seed" > "$work/events.jsonl"
"$target/examples/made_events" 1000 "$((seed + 1))" > "$work/more.jsonl"
db=$work/crisis.db

timed 'ingest' "$events" "$detente" ingest "$work/events.jsonl" --db "$db" --no-incidents
ingest=$seconds
if command -v sqlite3 > /dev/null 2>&1; then
  sqlite3 "$db" .schema > "$work/schema.sql"
  {
    echo 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -196608;'
    cat "$work/schema.sql"
    echo "ATTACH '$db' AS made; BEGIN;"
    for table in document coding event party dyad dirty; do echo "INSERT INTO main.$table SELECT * FROM made.$table;"; done
    echo 'COMMIT;'
  } > "$work/bare.sql"
  timed 'the same rows by sqlite3 alone' "$events" sqlite3 "$work/bare.db" ".read $work/bare.sql"
  awk -v a="$ingest" -v b="$seconds" 'BEGIN { printf "ratio %.2f\n", a / b }'
  rm -f "$work/bare.db"*
fi
timed 'ingest of the same again' "$events" "$detente" ingest "$work/events.jsonl" --db "$db" --no-incidents
timed 'events to incidents' "$events" "$detente" dyad --db "$db"
read -r a b _ < <(head -n 1 "$work/out")
timed '1,000 events more, with incidents' 1000 "$detente" ingest "$work/more.jsonl" --db "$db"
for _ in 1 2 3; do timed "course of $a and $b" 0 "$detente" dyad "$a" "$b" --db "$db"; done
timed "report of $a and $b" 0 "$detente" report --db "$db" --dyad "$a" "$b" -o "$work/crisis.html"
sed 's/^/  /' "$work/err"
wc -c < "$work/crisis.html" | awk '{ printf "page %.1f MB\n", $1 / 1e6 }'
wc -c < "$db" | awk '{ printf "store %.2f GB\n", $1 / 1e9 }'
