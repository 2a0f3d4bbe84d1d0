#!/bin/sh
# Runs one fuzz target on the stable toolchain: scripts/fuzz.sh TARGET [SECONDS]. See fuzz/README.md.
set -eu
target=${1:?"usage: scripts/fuzz.sh TARGET [SECONDS]"}
seconds=${2:-300}
cd "$(dirname "$0")/../fuzz"
mkdir -p "corpus/$target"
# A form is longer than a value, and whole forms are worth starting from.
case "$target" in
form_json) longest=32768 seeds="../crates/app/sample ../tests/forms" ;;
rules) longest=16384 seeds= ;;
import_pdf | import_xls) longest=131072 seeds=../tests/import/fixtures ;;
import_*) longest=16384 seeds= ;;
*) longest=4096 seeds= ;;
esac
dictionary=
if [ -f "$target.dict" ]; then dictionary="-dict=$target.dict"; fi
# Cargo-fuzz asks for unstable compiler flags; RUSTC_BOOTSTRAP lets the stable compiler take them.
# shellcheck disable=SC2086 # lists of words
RUSTC_BOOTSTRAP=1 exec cargo fuzz run --sanitizer none "$target" "corpus/$target" $seeds -- \
    -max_total_time="$seconds" -max_len="$longest" -timeout=25 -rss_limit_mb=2048 $dictionary
