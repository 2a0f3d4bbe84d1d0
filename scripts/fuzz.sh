#!/bin/sh
# Runs one fuzz target on the stable toolchain: scripts/fuzz.sh TARGET [SECONDS]. See fuzz/README.md.
set -eu
target=${1:?"usage: scripts/fuzz.sh TARGET [SECONDS]"}
seconds=${2:-300}
cd "$(dirname "$0")/../fuzz"
mkdir -p "corpus/$target"
flags=
# A form is longer than a value, and whole forms are worth starting from.
case "$target" in
form_json) longest=32768 seeds="../crates/app/sample ../tests/forms" ;;
rules)
    # Rules compare words all the time: tracing each comparison took three quarters of a run and found nothing that rules.dict does not.
    longest=8192 seeds= flags=--no-trace-compares
    # Whole forms in the order in which the target takes the pieces of its input: texts, then names and values.
    awk -v folder="corpus/$target" '
        function put() {
            if (name == "") return
            file = sprintf("%s/form-%02d", folder, ++count)
            printf "%s|%s|%s|%s|%s|%s|%s|%s|1年|%s%s", t["概况"], t["计划"], t["目标"], t["目标"], t["依据"], t["措施"], \
                t["必要性"], name, t["属性"], rows > file
            close(file)
            rows = name = ""
        }
        /^= / { put(); name = substr($0, 3); next }
        /^(数量|质量|时效|成本|经济|社会|生态|满意) / { rows = rows "|" $2 "|" $NF; next }
        { key = $1; sub(/^[^ ]* /, ""); t[key] = $0 }
        END { put() }' ../crates/xtask/src/quality/texts/clean.txt
    ;;
import_pdf | import_xls) longest=131072 seeds=../tests/import/fixtures ;;
own_files) longest=32768 seeds="../templates ../templates/shanxi-county ../templates/shanxi-unit" ;;
import_*) longest=16384 seeds= ;;
*) longest=4096 seeds= ;;
esac
dictionary=
if [ -f "$target.dict" ]; then dictionary="-dict=$target.dict"; fi
# Cargo-fuzz asks for unstable compiler flags; RUSTC_BOOTSTRAP lets the stable compiler take them.
# shellcheck disable=SC2086 # lists of words
RUSTC_BOOTSTRAP=1 exec cargo fuzz run --sanitizer none $flags "$target" "corpus/$target" $seeds -- \
    -max_total_time="$seconds" -max_len="$longest" -timeout=25 -rss_limit_mb=2048 $dictionary
