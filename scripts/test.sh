#!/usr/bin/env bash
# Runs every test. Installs what is missing first, ends at the first step that fails. `--long` adds what takes minutes:
# fuzzing, 60 seconds a target, and the licence check with cargo-deny, which is built for it where it is not installed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

long=no
case "${1:-}" in
'') ;;
--long) long=yes ;;
*) stop "unknown option $1; there is only --long" ;;
esac

log=$(mktemp)
# What tests pass over on this machine, a line each: the runner shows nothing of a test that passes.
export JIBIAO_SKIPPED=$log.skipped
trap 'rm -f "$log" "$JIBIAO_SKIPPED"' EXIT
begin=$SECONDS

# step WHAT COMMAND…: runs one step; its output is kept for the count at the end.
step() {
    local what=$1 start=$SECONDS
    shift
    say "$what"
    if ! "$@" 2>&1 | tee -a "$log"; then
        printf '\nFAILED: %s (%s)\n' "$what" "$*"
        exit 1
    fi
    say "$what: fine after $((SECONDS - start)) s"
}

# sum_of WORD: how many tests are WORD (passed, failed, ignored) in the closing lines of cargo's runner.
sum_of() { grep -a '^test result:' "$log" | grep -oaE "[0-9]+ $1" | awk '{ sum += $1 } END { print sum + 0 }'; }

# vitest's closing line: `Tests  10 passed (10)`.
page_tests() { grep -aE '^ *Tests ' "$log" | grep -oaE '[0-9]+ passed' | awk '{ sum += $1 } END { print sum + 0 }'; }

check_dependencies() {
    if [ "$long" = yes ] && ! command -v cargo-deny >/dev/null; then
        step "building cargo-deny" cargo install --locked --quiet cargo-deny
    fi
    if command -v cargo-deny >/dev/null; then
        step "licences, bans and sources of dependencies" cargo deny --offline --log-level error check licenses bans sources
    else
        say "cargo-deny is not installed: licences and sources of dependencies were NOT checked (--long installs it)"
    fi
}

fuzz() {
    local target
    command -v cargo-fuzz >/dev/null || step "building cargo-fuzz" cargo install --locked --quiet cargo-fuzz
    for target in fuzz/fuzz_targets/*.rs; do
        target=$(basename "$target" .rs)
        step "fuzzing $target for 60 s" bash scripts/fuzz.sh "$target" 60
    done
}

# The same random texts in each run, so that a run says something about the change: `--long`, fuzzing and a plain `cargo test` search on.
[ "$long" = yes ] || export PROPTEST_RNG_SEED=20260101
# 1,000 kills of the store instead of 30, and 60 seconds of two processes instead of 4.
[ "$long" = no ] || export JIBIAO_LONG=1
export CARGO_TERM_COLOR=never NO_COLOR=1
# A fresh clone is built once: what a second build would go on from only takes room (a third of the folder) and time.
[ "${CI:-}" != true ] || export CARGO_INCREMENTAL=0
need_rust
need_packages "${packages_engine[@]}" "${packages_window[@]}" "${packages_tests[@]}"
need_fonts
need_page_libraries
need_duckdb
build_pages

step "layout of the Rust sources" cargo fmt --all --check
step "types of the pages" npm run --prefix ui --silent check
step "size of the pages" npm run --prefix ui --silent budget
step "tests of the pages" npm run --prefix ui --silent test
step "lints" cargo clippy --locked --quiet --workspace --all-targets -- -D warnings
# One build for programs and tests: what `cargo test` needs is then there, with the same
# features, as long as the whole workspace is named each time.
step "building programs and tests" cargo build --locked --quiet --workspace --lib --bins --tests
step "tests of the engine and the whole product" cargo test --locked --quiet --workspace
# One window after the other: there is one keyboard, and it is in one window.
step "tests of the window" xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24 -noreset" \
    cargo test --locked --quiet --workspace --test window -- --ignored --test-threads=1
JIBIAO_PROGRAM=$(target_folder)/debug/jibiao
export JIBIAO_PROGRAM
step "tests of the pages in a browser" npm run --prefix ui --silent test:browser
check_dependencies
[ "$long" = no ] || fuzz

# The window's tests are passed over by the first run, which has no display, and run by the second.
window=$(cat tests/window/*.rs | grep -ac '^#\[ignore')
touch "$JIBIAO_SKIPPED"
printf '\nPassed over here: %s\n' "$(wc -l <"$JIBIAO_SKIPPED")"
sort "$JIBIAO_SKIPPED" | uniq -c
printf '\nAll steps are fine after %s s.\n' "$((SECONDS - begin))"
printf '%s passed, %s failed, %s skipped\n' "$(($(sum_of passed) + $(page_tests)))" "$(sum_of failed)" "$(($(sum_of ignored) - window + $(wc -l <"$JIBIAO_SKIPPED")))"
