#!/usr/bin/env bash
# Takes the pictures of docs/pictures: each screen over the made-up unit at 1366×768 and 1920×1080, in Debian's Chromium through
# `jibiao serve`; and the real window, under Xvfb. The debug builds are used, which scripts/test.sh leaves behind.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_rust
need_packages "${packages_engine[@]}" "${packages_window[@]}" "${packages_tests[@]}" imagemagick pngquant zopfli
need_fonts
build_pages
say "building the programs"
cargo build --locked --quiet --package jibiao-cli --package jibiao-desktop --bins
built=$(target_folder)/debug
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export JIBIAO_PROGRAM=$built/jibiao JIBIAO_PICTURES=$work/taken JIBIAO_WINDOW_DATA=$work/data
mkdir "$JIBIAO_PICTURES"
say "taking the pictures of the pages"
npm run --prefix ui --silent test:browser

# The real window over the data that the step before left: driven by its keys, each picture taken as soon as two in a row are the same.
take_window() {
    local name=$1 before="" now=""
    for _ in $(seq 60); do
        sleep 0.5
        import -window root "$JIBIAO_PICTURES/$name.png"
        before=$now
        now=$(sha256sum <"$JIBIAO_PICTURES/$name.png")
        # The bare screen before the window comes is no picture of it.
        [ "$now" != "$before" ] || [ "$(identify -format %k "$JIBIAO_PICTURES/$name.png")" -lt 50 ] || return 0
    done
    stop "the window never came to rest for $name"
}
window_pictures() {
    "$built/jibiao-desktop" --data "$JIBIAO_WINDOW_DATA" &
    local window=$!
    take_window w1-ledger
    xdotool key Return
    take_window w2-form
    xdotool key ctrl+5
    take_window w3-indicators
    kill "$window"
    wait "$window" || true
}
export built
# xvfb-run is a script of a shell that hands no functions on.
steps="set -euo pipefail; $(declare -f take_window window_pictures say stop); window_pictures"
say "taking the pictures of the window"
env -u DBUS_SESSION_BUS_ADDRESS xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24 -noreset" bash -c "$steps"

# Calm pages have few colours: a palette makes the files several times smaller, and error and warning still differ.
say "making them small"
mkdir -p docs/pictures
rm -f docs/pictures/*.png
smaller() {
    local small
    small=docs/pictures/$(basename "$1")
    pngquant --strip --speed 1 --nofs --output "$small" 40 "$1"
    # Packing takes seconds: for the large ones only.
    [ "$(stat -c %s "$small")" -lt 60000 ] || zopflipng -y --iterations=1 --filters=0 "$small" "$small" >/dev/null
}
export -f smaller
find "$JIBIAO_PICTURES" -name '*.png' -print0 | xargs -0 -n 1 -P "$(nproc)" bash -euc 'smaller "$0"'
say "$(du -ch docs/pictures/*.png | tail -n 1 | cut -f 1) in $(find docs/pictures -name '*.png' | wc -l) pictures; the largest:"
find docs/pictures -name '*.png' -printf '%s %f\n' | sort -rn | head -n 3
