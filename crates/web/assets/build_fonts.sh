#!/bin/sh
# Builds the two fonts of the PNG files from Noto Sans: see README.md beside this file.
#
#     build_fonts.sh 'NotoSans[wdth,wght].ttf'
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for weight in 400 600; do
  fonttools varLib.instancer "$1" wght=$weight wdth=100 --update-name-table -o "$work/noto-$weight.ttf"
  pyftsubset "$work/noto-$weight.ttf" --output-file="noto-sans-$weight.ttf" --layout-features=kern,mark,mkmk,ccmp,locl \
    --unicodes=U+0020-024F,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-045F,U+0490-04FF,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-2122,U+2190-2193,U+2212,U+25CF,U+25CB \
    --no-hinting --desubroutinize --name-IDs='*'
done
