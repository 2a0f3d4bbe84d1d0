#!/usr/bin/env bash
# Fetches the fonts that forms are printed with into fonts/, from pinned packages, and checks each file's SHA-256.
# Safe to repeat: what is there and right is kept.
set -euo pipefail
cd "$(dirname "$0")/../fonts"

version=0.4.3
work=

say() { printf '%s\n' "$*" >&2; }

# noto PACKAGE PATH FILE: one face out of an npm package; the package is fetched once.
noto() {
    local package=$1 path=$2 file=$3
    right "$file" && [ -e "LICENSE-$package.txt" ] && return
    local archive="$work/$package.tgz"
    if [ ! -e "$archive" ]; then
        say "fonts: fetching @expo-google-fonts/$package@$version"
        (cd "$work" && npm pack --silent "@expo-google-fonts/$package@$version" >/dev/null)
        mv "$work/expo-google-fonts-$package-$version.tgz" "$archive"
    fi
    tar -xzOf "$archive" "package/$path" >"$work/$file"
    tar -xzOf "$archive" package/LICENSE_FONT >"LICENSE-$package.txt"
    keep "$file"
}

# The face for rare characters: the installed one, or the package's without installing it.
hanazono() {
    right HanaMinB.ttf && [ -e LICENSE-hanazono.txt ] && return
    local root=/
    if [ ! -e /usr/share/fonts/truetype/hanazono/HanaMinB.ttf ]; then
        say "fonts: fetching fonts-hanazono"
        (cd "$work" && apt-get download -qq fonts-hanazono && dpkg-deb -x fonts-hanazono_*.deb .)
        root=$work
    fi
    cp "$root/usr/share/fonts/truetype/hanazono/HanaMinB.ttf" "$work/HanaMinB.ttf"
    cp "$root/usr/share/doc/fonts-hanazono/copyright" LICENSE-hanazono.txt
    keep HanaMinB.ttf
}

# right FILE: it is there with the sum written down.
right() { [ -e "$1" ] && grep -F "  $1" SHA256SUMS | sha256sum --check --status; }

# keep FILE: moves it from the working folder into place if its sum is the one written down.
keep() {
    if ! (cd "$work" && grep -F "  $1" "$OLDPWD/SHA256SUMS" | sha256sum --check --status); then
        say "fonts: $1 is not the file expected (SHA-256 differs), nothing changed"
        exit 1
    fi
    chmod 644 "$work/$1"
    mv "$work/$1" "$1"
}

licences=(LICENSE-noto-serif-sc.txt LICENSE-hanazono.txt)
if ls "${licences[@]}" >/dev/null 2>&1 && sha256sum --check --status SHA256SUMS 2>/dev/null; then
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
noto noto-serif-sc 400Regular/NotoSerifSC_400Regular.ttf NotoSerifSC-Regular.ttf
noto noto-serif-sc 700Bold/NotoSerifSC_700Bold.ttf NotoSerifSC-Bold.ttf
hanazono
sha256sum --check --quiet SHA256SUMS
