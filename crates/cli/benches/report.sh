#!/usr/bin/env bash
# How long the report of a dyad with about 5,000 incidents takes, and how large it is: a made-up decade of events
# (crates/web/examples/decade.rs) goes into a store, and the report is made RUNS times. Prints the median.
#
#   crates/cli/benches/report.sh [FOLDER] [RUNS]      FOLDER keeps store and page; default target/decade, 7 runs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
folder="${1:-target/decade}"
runs="${2:-7}"
mkdir -p "$folder"
# Where the workspace's tests have built all, nothing is built again with other features.
if [ -z "${DETENTE_BUILT:-}" ]; then
  cargo build --release --quiet -p detente-cli
  cargo build --release --quiet -p detente-web --example decade
fi
target/release/examples/decade > "$folder/events.jsonl"
rm -f "$folder/decade.db"*
target/release/detente ingest "$folder/events.jsonl" --db "$folder/decade.db"

for _ in $(seq "$runs"); do
  before=$(date +%s%N)
  target/release/detente report --db "$folder/decade.db" --dyad IRN PAK -o "$folder/decade.html" 2> "$folder/said.txt"
  echo $((($(date +%s%N) - before) / 1000000))
done | sort -n > "$folder/milliseconds.txt"
cat "$folder/said.txt"
echo "median of $runs: $(sed -n "$(((runs + 1) / 2))p" "$folder/milliseconds.txt") ms; $(wc -c < "$folder/decade.html") bytes"
