#!/bin/sh
# Scores the importer on the corpus and writes docs/import-quality.md: scripts/import-quality.sh [--verbose DOC-OR-FILE]
# The corpus is taken from JIBIAO_CORPUS or from beside the checkout; the scorer is the corpus's own.
set -eu
cd "$(dirname "$0")/.."
exec python3 scripts/import_quality.py "$@"
