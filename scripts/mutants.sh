#!/usr/bin/env bash
# Runs every comparison and arithmetic mutant of crates/rules: scripts/mutants.sh [FOLDER] [--again | --only TEXT]. FOLDER keeps the
# copy and the results (default target/mutants), so that a run that was stopped goes on. See scripts/mutants.py; the figures and what
# is argued stand in docs/rule-quality.md and scripts/mutants.txt.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_rust
folder=target/mutants
if [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; then
    folder=$1
    shift
fi
mkdir -p "$folder"
command -v cargo-mutants >/dev/null || stop "no cargo-mutants here: cargo install --locked cargo-mutants"
if [ ! -x "$folder/python/bin/python" ]; then
    say "setting up the parser of Rust (PyPI: tree-sitter, tree-sitter-rust)"
    python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install --quiet tree-sitter==0.26.1 tree-sitter-rust==0.24.2
fi
exec nice "$folder/python/bin/python" scripts/mutants.py "$folder" "$@"
