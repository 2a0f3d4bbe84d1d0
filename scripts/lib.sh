# shellcheck shell=bash disable=SC2034
# Steps that run.sh and test.sh share. Sourced, never run. Each step says in one line what it does, does nothing where
# nothing is missing, and ends the script with the way out where it cannot go on.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2

# What the engine needs to be built, and its font for rare characters.
packages_engine=(build-essential ca-certificates pkg-config fonts-hanazono)
# What the window needs on top of it; a Chinese font, because a bare system shows boxes.
packages_window=(libwebkit2gtk-4.1-dev librsvg2-dev fonts-noto-cjk)
# What the tests make calls fail with, read prints with, and drive the window and the browser with.
packages_tests=(chromium dbus-daemon iproute2 python3-venv strace poppler-utils qpdf mupdf-tools xvfb xauth xdotool webkit2gtk-driver)

say() { printf '==> %s\n' "$*"; }

stop() {
    printf '\nStopped: %s\n' "$*" >&2
    exit 2
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "no sudo here; run this as root and start again: $*"
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_packages NAME…: Debian packages, installed where they are missing.
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "not a Debian system; these must be there under your system's names: $*"
        return
    fi
    local package missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing Debian packages: ${missing[*]}"
    as_root apt-get update -qq || stop "apt-get update failed; is the network there?"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        stop "apt-get could not install: ${missing[*]}"
}

# at_least WANTED FOUND: whether a version is not older than the wanted one.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

need_rust() {
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    case ":$PATH:" in *":$HOME/.cargo/bin:"*) ;; *) [ ! -d "$HOME/.cargo/bin" ] || PATH="$HOME/.cargo/bin:$PATH" ;; esac
    command -v cargo >/dev/null || stop "no cargo here. Install Rust $wanted or newer: https://rustup.rs"
    found=$(rustc --version | cut -d ' ' -f 2)
    at_least "$wanted" "$found" || stop "Rust $wanted or newer is needed, here is $found ($(command -v rustc)).
Debian 12's own is too old. Install a newer one beside it with rustup (https://rustup.rs), or, where rustup is there:
    rustup toolchain install stable && rustup default stable"
}

need_node() {
    local wanted=20.19 found
    for found in node npm; do
        command -v "$found" >/dev/null || stop "no $found here. Install Node.js $wanted or newer with npm: https://nodejs.org"
    done
    found=$(node --version | tr -d v)
    at_least "$wanted" "$found" || stop "Node.js $wanted or newer is needed, here is $found: https://nodejs.org"
}

# The fonts that forms are printed with, from pinned packages with checked hashes.
need_fonts() {
    need_node
    bash scripts/fonts.sh || stop "the fonts could not be fetched; is the network there?"
}

# The pages' libraries, exactly as in the lock file. The stamp lies inside what it vouches for.
need_page_libraries() {
    local key stamp=ui/node_modules/.jibiao-libraries
    need_node
    key=$(sha256sum ui/package-lock.json | cut -d ' ' -f 1)-$(node --version)
    [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
    say "installing the pages' libraries (npm ci)"
    npm ci --prefix ui --no-audit --no-fund --loglevel=error || stop "npm ci failed; is the network there?"
    printf '%s' "$key" >"$stamp"
}

# The window's pages. They are built only after a change: cargo builds the window again when these files are new.
build_pages() {
    local key stamp=ui/node_modules/.jibiao-pages
    need_page_libraries
    key=$(find ui \( -path ui/node_modules -o -path ui/dist \) -prune -o -type f -print0 | sort -z |
        xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
    [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || [ ! -e ui/dist/index.html ] || return 0
    say "building the window's pages"
    npm run --prefix ui --silent build || stop "the pages could not be built"
    printf '%s' "$key" >"$stamp"
}

# An engine that reads the tables of a batch, as a province has it: DuckDB of this version, in a folder of its own below what cargo builds.
# Without Python or network its test says that it is skipped.
need_duckdb() {
    local wanted=2.0.0 folder
    folder=$(target_folder)/duckdb-$wanted
    export JIBIAO_DUCKDB=$folder/bin/python
    ! "$JIBIAO_DUCKDB" -c 'import duckdb' 2>/dev/null || return 0
    say "installing DuckDB $wanted from PyPI"
    if ! { python3 -m venv --clear "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check "duckdb==$wanted"; }; then
        say "DuckDB could not be installed (no python3 or no network): reading a batch's tables with it is NOT tested"
        rm -rf "$folder"
    fi
}

# Where cargo puts what it builds.
target_folder() {
    cargo metadata --no-deps --format-version 1 --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}
