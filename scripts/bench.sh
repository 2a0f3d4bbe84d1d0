#!/usr/bin/env bash
# Measures the whole program (release build) on 1,500 one-page forms: checking, printing each into its own file, printing all into one
# document; wall time, processor time and memory. Times differ from machine to machine: compare figures of one run.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_rust
need_packages "${packages_engine[@]}" time poppler-utils
need_fonts
forms=${1:-1500}
say "building the command line program for speed"
cargo build --locked --release --quiet --package jibiao-cli
jibiao=$(target_folder)/release/jibiao
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "writing $forms one-page forms"
"$jibiao" sample -o "$work/sample" >/dev/null
mkdir "$work/forms"
for ((number = 1; number <= forms; number++)); do
    # Different names, so that no form is another's copy.
    sed "s/\"project_name\": \"/&第${number}号/" "$work/sample/01-"*.json >"$work/forms/$(printf %05d "$number").json"
done

# measure WHAT COMMAND…: milliseconds a form, processor time and peak memory.
measure() {
    local what=$1
    shift
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >/dev/null 2>"$work/said" || true
    awk -v what="$what" -v forms="$forms" '{
        printf "%-34s %7.2f s  %6.3f ms a form  processor %7.2f s  memory %5.0f MB\n", what, $1, 1000 * $1 / forms, $2 + $3, $4 / 1024
    }' <(tail -n 1 "$work/time")
}

measure "check, all cores" "$jibiao" check "$work/forms"
measure "check, one core" taskset -c 0 "$jibiao" check "$work/forms"
measure "print, a file each, all cores" "$jibiao" print "$work/forms" -o "$work/prints"
measure "print, a file each, one core" taskset -c 0 "$jibiao" print "$work/forms" -o "$work/prints"
measure "print, one document" "$jibiao" print "$work/forms" --one-file -o "$work/all.pdf"
# The sample's first form has errors in no rule, so that its copies may leave as rows.
measure "export, rows of all" "$jibiao" export "$work/forms" --to xlsx-rows -o "$work/rows.xlsx"
measure "export, a docx each, all cores" "$jibiao" export "$work/forms" --to docx -o "$work/docx"
measure "export, an xlsx each, all cores" "$jibiao" export "$work/forms" --to xlsx-form -o "$work/xlsx"
# What 80 units deliver, a form a package: 1,500 projects and 80 unit forms. The sample's forms, defects and all, under other names.
say "packing 1580 forms of 80 units"
mapfile -t projects < <(find "$work/sample" -name '[01][0-9]-*.json' | sort)
pack() {
    local number=$1 form=$2 unit code
    printf -v code %03d "$((number % 80 + 1))"
    unit="云岫县第${code}中心"
    sed "s/云岫县档案馆/$unit/g; s/\"department_code\": \"[0-9]*\"/\"department_code\": \"$code\"/; s/\"project_name\": \"/&第${number}号/" \
        "$form" >"$work/one-$code.json"
    "$jibiao" export "$work/one-$code.json" --to package -o "$work/inbox/$code/$number.jbz" >/dev/null 2>&1
}
mkdir "$work/inbox"
for ((number = 0; number < 1500; number++)); do pack "$number" "${projects[number % ${#projects[@]}]}"; done
for ((number = 1500; number < 1580; number++)); do pack "$number" "$work/sample/unit.json"; done
seq -f '%03g' 80 | sed 's/.*/&,云岫县第&中心/; 1i 单位代码,单位名称' >"$work/units.csv"
forms=1580 measure "batch, 1,580 packages, all cores" "$jibiao" batch "$work/inbox" -o "$work/batch" --units "$work/units.csv"
forms=1580 measure "batch, 1,580 packages, one core" taskset -c 0 "$jibiao" batch "$work/inbox" -o "$work/batch" --units "$work/units.csv"
# Thirteen times as much: each package with a unit's whole sample.
say "packing 1580 units of 13 forms"
mkdir "$work/many"
for ((number = 1; number <= 1580; number++)); do
    printf -v code %04d "$number"
    rm -rf "$work/unit"
    mkdir "$work/unit"
    for form in "${projects[@]}" "$work/sample/unit.json"; do
        sed "s/云岫县档案馆/云岫县第${code}中心/g; s/\"department_code\": \"[0-9]*\"/\"department_code\": \"$code\"/" \
            "$form" >"$work/unit/${form##*/}"
    done
    "$jibiao" export "$work/unit" --to package -o "$work/many/$code.jbz" >/dev/null 2>&1
done
forms=20540 measure "batch, 1,580 packages of 13 forms" "$jibiao" batch "$work/many" -o "$work/batch-many"
size=$(stat -c %s "$work/prints/00001.pdf")
pages=$(pdfinfo "$work/prints/00001.pdf" | awk '/^Pages:/ { print $2 }')
say "one form: $size bytes, $pages page; all in one document: $(stat -c %s "$work/all.pdf") bytes"
"$jibiao" print "$work/forms/00001.json" -o "$work/again.pdf" >/dev/null 2>&1 || true
cmp "$work/prints/00001.pdf" "$work/again.pdf" && say "printed again: the same bytes"

say "the requests of the window, over ${JIBIAO_BENCH_FORMS:-1500} forms"
cargo bench --locked --quiet --package jibiao-app --bench session
