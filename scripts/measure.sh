#!/usr/bin/env bash
# Prints how fast the service answers over a large made-up corpus: builds the release binary, fills a temporary folder, starts the server
# and asks every page of the table in measure.py two hundred times, one request after the other, over one kept-alive connection.
#
#   scripts/measure.sh                                # 100,000 workers and 20,000 vacancies
#   WORKERS=10000 VACANCIES=2000 scripts/measure.sh   # a smaller corpus
#   PLACEMENTS=300000 scripts/measure.sh              # with the figures over so many placements
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --bin labour-bridge
exec python3 scripts/measure.py target/release/labour-bridge \
    --workers "${WORKERS:-100000}" --vacancies "${VACANCIES:-20000}" --placements "${PLACEMENTS:-0}" --requests "${REQUESTS:-200}" "$@"
