# SPDX-License-Identifier: Apache-2.0
# What the scripts beside this file share; they source it. Sets `root` (the project's folder) and `data` (Spanway's data folder).
# shellcheck shell=bash

set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck disable=SC2034
data=${XDG_DATA_HOME:-${HOME:?HOME is not set, so Spanway has no data folder; set it}/.local/share}/spanway

say() { printf '%s\n' "$*" >&2; }

# die CODE SENTENCE
die() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

# Prints the comment block at the top of the calling script: its own help.
usage() { awk 'NR > 2 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

# build PRESET [ARGS of cmake --build...]: configures when needed, then builds with a line of progress on a terminal and
# with errors only elsewhere. One build of a preset at a time, whoever started it.
build() {
    local preset=$1 folder=$root/build/$1 tool quiet=()
    shift
    for tool in cmake ninja; do
        command -v "$tool" >/dev/null || die 1 "$tool is missing, so nothing can be built; packaging/install-deps installs it."
    done
    [[ -t 2 ]] || quiet=(--quiet)
    mkdir -p "$folder"
    (
        exec 8>"$root/build/.$preset.lock"
        flock 8
        cd "$root" || exit 1
        if [[ ! -f $folder/.configured || CMakePresets.json -nt $folder/.configured || $(<"$folder/.configured") != "$root" ]]; then
            say "Configuring $preset"
            cmake --fresh --preset "$preset" --log-level=WARNING >/dev/null 8>&- || exit 1
            printf '%s\n' "$root" >"$folder/.configured"
        fi
        say "Building $preset"
        NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" -j "$(nproc)" "$@" -- "${quiet[@]}" 8>&- >&2
    ) || die 1 "The build of $preset failed; the first error above says why."
}
