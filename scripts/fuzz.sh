#!/bin/sh
# Runs one fuzz target on the stable toolchain: scripts/fuzz.sh TARGET [SECONDS]. See fuzz/README.md.
set -eu
target=${1:?"usage: scripts/fuzz.sh TARGET [SECONDS]"}
seconds=${2:-300}
cd "$(dirname "$0")/../fuzz"
dictionary=
if [ -f "$target.dict" ]; then dictionary="-dict=$target.dict"; fi
# Cargo-fuzz asks for unstable compiler flags; RUSTC_BOOTSTRAP lets the stable compiler take them.
RUSTC_BOOTSTRAP=1 exec cargo fuzz run --sanitizer none "$target" -- \
    -max_total_time="$seconds" -max_len=4096 -timeout=25 -rss_limit_mb=2048 $dictionary
