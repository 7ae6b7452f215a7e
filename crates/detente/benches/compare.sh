#!/usr/bin/env bash
# The binary as a user meets it: process start to output on one report of 500 words, beside another binary or beside a
# report of one line, and a made folder of reports with one thread and two, with peak memory.
#
#   crates/detente/benches/compare.sh                     1,000 reports; the report of 500 words beside one of one line
#   crates/detente/benches/compare.sh 200                 fewer
#   crates/detente/benches/compare.sh 200 PATH/detente    beside the binary of another commit
#
# Needs GNU time for the peak memory; uses hyperfine where it is installed (cargo install hyperfine), a loop otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

reports=${1:-1000}
other=${2:+$(realpath "$2")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet
detente=$(realpath "${CARGO_TARGET_DIR:-target}/release/detente")
gnu_time=$(command -v /usr/bin/time || true)

# timed OUT COMMAND…: runs it, writes its output to OUT, prints "SECONDS KILOBYTES".
timed() {
  local out=$1
  shift
  if [ -n "$gnu_time" ]; then
    "$gnu_time" -o "$work/time" -f '%e %M' "$@" > "$out" 2> "$work/err" || true
    tail -n 1 "$work/time"
  else
    local from to
    from=$(date +%s.%N)
    "$@" > "$out" 2> "$work/err" || true
    to=$(date +%s.%N)
    awk -v a="$from" -v b="$to" 'BEGIN { printf "%.2f 0\n", b - a }'
  fi
}

printf 'processor: %s, %s cores; %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)" "$(nproc 2>/dev/null || echo '?')" "$("$detente" --version)"

printf '\n== one report of about 500 words, process start to output\n'
cargo xtask corpus "$work/one" --reports 1 --words 480 > /dev/null
report=$work/one/00000.txt
printf 'Iran accused Iraq of shelling a village on Monday.\n' > "$work/line.txt"
wc -w < "$report" | awk '{ print $1 " words" }'
if [ -n "$other" ]; then
  beside=("$other" code "$report" --format jsonl)
  cmp <("$detente" code "$report" --format jsonl 2> /dev/null) <("${beside[@]}" 2> /dev/null) || echo 'the events differ'
else
  beside=("$detente" code "$work/line.txt" --format jsonl)
fi
if command -v hyperfine > /dev/null 2>&1; then
  # Its summary gives the ratio.
  hyperfine --ignore-failure --shell=none --warmup 2 "$detente code $report --format jsonl" "${beside[*]}"
else
  # In turn, so that what else the machine does falls on both.
  for _ in 1 2 3 4 5 6 7 8 9; do
    timed /dev/null "$detente" code "$report" --format jsonl >> "$work/this"
    timed /dev/null "${beside[@]}" >> "$work/beside"
  done
  median() { sort -n "$1" | awk '{ s[NR] = $1; m = $2 } END { print s[int((NR + 1) / 2)], s[1], m / 1024 }'; }
  read -r this this_least this_mb < <(median "$work/this")
  read -r that that_least that_mb < <(median "$work/beside")
  awk -v a="$this" -v b="$this_least" -v c="$this_mb" -v d="$that" -v e="$that_least" -v f="$that_mb" -v command="${beside[*]}" 'BEGIN {
    printf "this    median of 9 runs %.2f s, least %.2f s, peak memory %.0f MiB\n", a, b, c
    printf "beside  median of 9 runs %.2f s, least %.2f s, peak memory %.0f MiB: %s\n", d, e, f, command
    if (d > 0) printf "ratio %.2f\n", a / d
  }'
fi

printf '\n== %s reports\n' "$reports"
cargo xtask corpus "$work/many" --reports "$reports"
sentences=$("$detente" parse "$work/many" 2> /dev/null | grep -c '^# text = ')
read -r one one_kb < <(timed "$work/events-1.jsonl" "$detente" code "$work/many" --format jsonl --threads 1)
read -r two two_kb < <(timed "$work/events-2.jsonl" "$detente" code "$work/many" --format jsonl --threads 2)
cmp "$work/events-1.jsonl" "$work/events-2.jsonl"
awk -v n="$sentences" -v e="$(wc -l < "$work/events-1.jsonl")" -v a="$one" -v b="$two" -v x="$one_kb" -v y="$two_kb" 'BEGIN {
  printf "%d sentences with furniture and headlines, %d events, the same with one thread and two\n", n, e
  printf "one thread   %7.1f s  %6.0f sentences/s  peak %.0f MiB\n", a, n / a, x / 1024
  printf "two threads  %7.1f s  %6.0f sentences/s  peak %.0f MiB\n", b, n / b, y / 1024
  printf "ratio %.2f\n", a / b
}'
