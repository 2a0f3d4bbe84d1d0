#!/usr/bin/env bash
# Measures the real window under Xvfb: start and memory beside an empty window of the same versions, a value typed into a form of 60
# indicators, the list of 1,500 projects. `debug` as the first word measures the build of the tests instead of what is delivered.
# Times differ from machine to machine: compare figures of one run.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

profile=${1:-release}
forms=1500
need_rust
need_packages "${packages_engine[@]}" "${packages_window[@]}" "${packages_tests[@]}"
need_fonts
build_pages
kind=()
[ "$profile" = debug ] || kind=(--release)
say "building the programs ($profile)"
cargo build --locked --quiet "${kind[@]}" --package jibiao-cli --package jibiao-desktop --bins
cargo build --locked --quiet "${kind[@]}" --package jibiao-desktop --features empty-window --example empty-window
built=$(target_folder)/$profile
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "making $forms projects"
"$built/jibiao" sample -o "$work/sample" >/dev/null
mkdir "$work/forms"
# The year that the window shows by itself: from October on it is the next one.
year=$(date +%Y)
[ "$(date +%-m)" -lt 10 ] || year=$((year + 1))
for ((number = 1; number <= forms; number++)); do
    sed "s/\"project_name\": \"/&第${number}号/; s/2026/$year/g" "$work/sample/01-"*.json >"$work/forms/$(printf %05d "$number").json"
done
"$built/jibiao" db add "$work/forms" --data "$work/disk/数据" >/dev/null

JIBIAO_WINDOW=$built/jibiao-desktop JIBIAO_EMPTY_WINDOW=$built/examples/empty-window JIBIAO_BENCH_DATA=$work/disk \
    xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24 -noreset" \
    cargo bench --locked --quiet --profile dev --package jibiao-tests --bench window
