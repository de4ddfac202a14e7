#!/usr/bin/env bash
# Runs the fuzz targets, each for so many seconds, and prints their executions: scripts/fuzz.sh [SECONDS] [TARGET...]
# Needs a nightly toolchain and a C++ compiler. Begins with the repository's test files and with the files in the folder
# $DIGLOT_SAMPLES, if there is one. Exit code 1 if anything was found: it lies in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    mapfile -t targets < <(basename -s .rs -a fuzz/fuzz_targets/*.rs)
fi

host=$(rustc -vV | sed -n 's/^host: //p')
build=${CARGO_TARGET_DIR:-fuzz/target}
# What cargo-fuzz passes too: coverage for libFuzzer, and assertions; the address sanitizer has nothing to find in safe
# code, and costs half the speed.
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$coverage --cfg fuzzing -Cdebug-assertions -Coverflow-checks" \
    cargo +nightly build --release --quiet --manifest-path fuzz/Cargo.toml --target "$host" --target-dir "$build" \
    $(printf -- '--bin %s ' "${targets[@]}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/seeds" fuzz/artifacts
find tests examples ${DIGLOT_SAMPLES:+"$DIGLOT_SAMPLES"} -type f -size -64k ! -name '*.rs' -print0 |
    while IFS= read -r -d '' file; do cp "$file" "$work/seeds/$(printf %s "$file" | tr / _)"; done
gzip -kc CHANGELOG.md >"$work/seeds/changelog.gz"

found=0
for target in "${targets[@]}"; do
    dictionary=fuzz/dictionaries/$target.dict
    mkdir -p "$work/$target"
    code=0
    "$build/$host/release/$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=4096 \
        -artifact_prefix="fuzz/artifacts/$target-" -print_final_stats=1 \
        $([ -f "$dictionary" ] && echo "-dict=$dictionary") "$work/$target" "$work/seeds" >"$work/log" 2>&1 || code=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
    if [ "$code" -eq 0 ]; then
        printf '%-12s %10d executions in %d s, nothing found\n' "$target" "${executions:-0}" "$seconds"
    else
        printf '%-12s %10d executions, FOUND: %s\n' "$target" "${executions:-0}" \
            "$(grep -m1 -E 'panicked at|ERROR: libFuzzer|Test unit written' "$work/log" || tail -1 "$work/log")"
        cp "$work/log" "fuzz/artifacts/$target.log"
        found=1
    fi
done
exit $found
