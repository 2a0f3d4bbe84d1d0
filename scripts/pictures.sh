#!/usr/bin/env bash
# Takes the pictures of docs/pictures: each screen over the made-up unit, 1366×768 and 1920×1080, in Debian's Chromium through
# `jibiao serve`. The debug build is used, which scripts/test.sh leaves behind.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_rust
need_packages "${packages_engine[@]}" "${packages_window[@]}" "${packages_tests[@]}" imagemagick
need_fonts
build_pages
say "building the programs"
cargo build --locked --quiet --package jibiao-cli
JIBIAO_PROGRAM=$(target_folder)/debug/jibiao
JIBIAO_PICTURES=$(mktemp -d)
export JIBIAO_PROGRAM JIBIAO_PICTURES
trap 'rm -rf "$JIBIAO_PICTURES"' EXIT
say "taking the pictures"
npm run --prefix ui --silent test:browser

# Few colours stand on a calm page: a palette makes the files three times smaller, and error and warning still differ with 64.
mkdir -p docs/pictures
for picture in "$JIBIAO_PICTURES"/*.png; do
    convert "$picture" -strip +dither -colors 64 -define png:compression-level=9 "PNG8:docs/pictures/$(basename "$picture")"
done
say "$(du -ch docs/pictures/*.png | tail -n 1 | cut -f 1) in $(find docs/pictures -name '*.png' | wc -l) pictures; the largest:"
find docs/pictures -name '*.png' -printf '%s %f\n' | sort -rn | head -n 3
