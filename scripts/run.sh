#!/usr/bin/env bash
# Builds and starts the program: the window where there is a display, else the main job on the command line with a
# made-up unit. Installs what is missing first. `--no-window` asks for the command line on a desk with a display.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

run_window() {
    need_packages "${packages_engine[@]}" "${packages_window[@]}"
    need_fonts
    build_pages
    say "building the window (the first time takes 5 to 10 minutes)"
    cargo build --locked --package jibiao-desktop
    say "starting the window; close it to end the program"
    "$(target_folder)/debug/jibiao-desktop"
}

# The exit code of `check` is 1 where it found something, as it does in the sample.
run_command_line() {
    local jibiao out forms prints code=0 count
    need_packages "${packages_engine[@]}"
    need_fonts
    say "building the command line program (the first time takes a few minutes)"
    cargo build --locked --package jibiao-cli
    jibiao=$(target_folder)/debug/jibiao
    out=$(target_folder)/run
    forms=$out/forms prints=$out/prints
    rm -rf "$out"
    mkdir -p "$out"
    say "writing a made-up unit's forms: jibiao sample -o $forms"
    "$jibiao" sample -o "$forms"
    say "checking them: jibiao check $forms"
    "$jibiao" check "$forms" || code=$?
    [ "$code" -le 1 ] || stop "jibiao check could not run (exit code $code)"
    [ "$code" -eq 0 ] || say "the check found something, as it should: the sample has defects on purpose"
    say "printing them: jibiao print $forms -o $prints"
    code=0
    "$jibiao" print "$forms" -o "$prints" || code=$?
    [ "$code" -le 1 ] || stop "jibiao print could not run (exit code $code)"
    count=$(find "$prints" -name '*.pdf' | wc -l)
    [ "$count" -gt 0 ] || stop "no PDF was written to $prints"
    say "done: $count PDF files in $prints"
}

case "${1:-}" in
'' | --no-window) ;;
*) stop "unknown option $1; there is only --no-window" ;;
esac
need_rust
if [ "${1:-}" = --no-window ]; then
    run_command_line
elif has_display; then
    run_window
else
    say "no display here (DISPLAY and WAYLAND_DISPLAY are not set): the main job runs on the command line instead"
    run_command_line
fi
