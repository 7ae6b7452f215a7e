#!/usr/bin/env python3
"""Loads every export with the programs that its users have, and checks columns, types and numbers of rows.

    cargo run -p detente-record --example write_exports -- FOLDER
    pip install -r crates/record/tests/load/requirements.txt
    python crates/record/tests/load/check.py FOLDER

The columns are written out here a second time, by the formats' own documentation, so that a slip in the crate shows.
"""

import json
import re
import sys
from pathlib import Path

import duckdb
import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.json
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
GDELT = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split()
    + [f"Actor{n}{c}" for n in (1, 2) for c in ACTOR]
    + "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split()
    + [f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in GEO]
    + ["DATEADDED", "SOURCEURL"]
)
PHOENIX = (
    "EventID Date Year Month Day".split()
    + [f"{side}Actor{c}" for side in ("Source", "Target") for c in ("Full", "Entity", "Role", "Attribute")]
    + "EventCode EventRootCode PentaClass GoldsteinScore Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources".split()
)
PETRARCH = "date source target code issues ids url story_source source_text target_text event_text".split()
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary Actor Sector,"
    "Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,"
    "Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,"
    "Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,"
    "Story Organizations,Story Locations,Language,Version"
).split(",")
ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,Target Sectors,"
    "Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
).split(",")
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article "
    "source_office source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude "
    "longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b "
    "deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()

# name: columns (None: those of the file itself), separator, header, strings that look like numbers, numbers, days
TABLES = {
    "gdelt": (GDELT, "\t", False, ["EventCode", "EventBaseCode", "EventRootCode"],
              ["GLOBALEVENTID", "SQLDATE", "QuadClass", "GoldsteinScale", "FractionDate", "NumMentions", "ActionGeo_Lat", "DATEADDED"], []),
    "phoenix": (PHOENIX, "\t", False, ["EventCode", "EventRootCode"], ["Date", "Year", "PentaClass", "GoldsteinScore", "Lat"], []),
    "petrarch": (PETRARCH, "\t", False, ["code"], ["date"], []),
    "polecat": (POLECAT, "\t", True, [], ["Intensity", "Latitude", "Actor COW"], ["Event Date", "Publication Date"]),
    "icews": (ICEWS, "\t", True, ["CAMEO Code"], ["Event ID", "Intensity", "Story ID", "Sentence Number", "Latitude"], ["Event Date"]),
    "acled": (ACLED, ",", True, [], ["year", "time_precision", "iso", "latitude", "fatalities", "geo_precision"], ["event_date"]),
    "ucdp": (UCDP, ",", True, [], ["id", "year", "best", "low", "high", "deaths_civilians", "where_prec", "priogrid_gid", "country_id"],
             ["date_start", "date_end"]),
    "csv": (None, ",", True, ["cameo"], ["quad_class", "goldstein", "lat", "killed_low"], ["date_start", "date_end"]),
}


def check(condition, message):
    if not condition:
        sys.exit(f"FAILED: {message}")


def table(path, rows):
    name = path.name.split(".")[1]
    columns, separator, header, texts, numbers, days = TABLES[name]
    # The missing word of one format may be a name in another (NA is Namibia): only what a format's loaders take for missing.
    missing = ["", "None"] if name == "polecat" else [""]
    frame = pd.read_csv(path, sep=separator, header=0 if header else None, names=None if header else columns,
                        dtype={t: str for t in texts}, keep_default_na=False, na_values=missing, parse_dates=days)
    columns = columns or list(frame.columns)
    check(list(frame.columns) == columns, f"{path.name}: pandas has the columns {list(frame.columns)}")
    check(len(frame) == rows, f"{path.name}: pandas has {len(frame)} rows, written were {rows}")
    if rows:
        for column in numbers:
            # "404;345" of a compound actor is no number, as in POLECAT itself.
            if column != "Actor COW":
                check(pd.api.types.is_numeric_dtype(frame[column]), f"{path.name}: {column} is {frame[column].dtype}, expected numbers")
        for column in days:
            check(pd.api.types.is_datetime64_any_dtype(frame[column]), f"{path.name}: {column} is {frame[column].dtype}, expected days")
        for column in texts:
            check(all(re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", c) for c in frame[column]), f"{path.name}: {column} lost a zero: {set(frame[column])}")
    # DuckDB, with what it finds out by itself but for names and codes.
    named = "" if header else f", names={columns!r}"
    types = ", types={" + ", ".join(f"'{t}': 'VARCHAR'" for t in texts) + "}" if texts else ""
    null = ", nullstr='None'" if name == "polecat" else ""
    query = f"SELECT * FROM read_csv('{path}', delim='{separator}', header={str(header).lower()}{named}{types}{null})"
    found = duckdb.sql(query)
    check(found.columns == columns, f"{path.name}: DuckDB has the columns {found.columns}")
    check(len(found.fetchall()) == rows, f"{path.name}: DuckDB has another number of rows than {rows}")
    # Arrow is strict about the number of cells.
    arrow = pa.csv.read_csv(path, read_options=pa.csv.ReadOptions(column_names=None if header else columns),
                            parse_options=pa.csv.ParseOptions(delimiter=separator, newlines_in_values=separator == ","))
    check((arrow.num_rows, arrow.column_names) == (rows, columns), f"{path.name}: Arrow has {arrow.num_rows} rows")
    return frame


def lines(path, rows, validators):
    frame = pd.read_json(path, lines=True, dtype=False)
    check(len(frame) == rows, f"{path.name}: pandas has {len(frame)} rows, written were {rows}")
    check(set(frame["cameo"]) <= {json.loads(line)["cameo"] for line in path.open(encoding="utf-8")}, f"{path.name}: a code lost a zero")
    check(duckdb.sql(f"SELECT count(*) FROM read_json('{path}')").fetchall() == [(rows,)], f"{path.name}: DuckDB")
    # Arrow guesses types by the block: a field that is null throughout one block must not be a text in the next.
    whole = pa.json.ReadOptions(block_size=max(path.stat().st_size, 1))
    check(pa.json.read_json(path, read_options=whole).num_rows == rows, f"{path.name}: Arrow")
    for number, line in enumerate(path.open(encoding="utf-8"), 1):
        record = json.loads(line)
        errors = [f"{e.json_path}: {e.message}" for e in validators[record["schema"]].iter_errors(record)]
        check(not errors, f"{path.name}, line {number}: {'; '.join(errors)}")


def features(path, rows):
    frame = geopandas.read_file(path)
    check(len(frame) == rows, f"{path.name}: geopandas has {len(frame)} features, written were {rows}")
    for wanted in ("event_type", "factuality", "precision", "date_start"):
        check(wanted in frame.columns, f"{path.name}: no property {wanted}")
    shapes = frame.geometry[frame.geometry.notna()]
    check(len(shapes) > 0 and set(shapes.geom_type) == {"Point"}, f"{path.name}: expected points")
    check(frame.geometry.isna().sum() == sum(f["geometry"] is None for f in json.loads(path.read_text("utf-8"))["features"]),
          f"{path.name}: a record without a pin got a point")
    check(shapes.x.between(-180, 180).all() and shapes.y.between(-90, 90).all(), f"{path.name}: latitude and longitude are exchanged")


def schemas():
    folder = Path(__file__).resolve().parents[4] / "docs" / "schema"
    found = {}
    registry = Registry()
    for path in sorted(folder.glob("*.schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        registry = registry.with_resource(schema["$id"], Resource.from_contents(schema))
        found[schema["title"]] = schema
    return {title: Draft202012Validator(schema, registry=registry) for title, schema in found.items()}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    validators = schemas()
    check({"detente.event/1", "detente.incident/1"} <= set(validators), f"schemas of {sorted(validators)}")
    files = json.loads((folder / "rows.json").read_text("utf-8"))
    check(len(files) >= 19, f"expected a file for each format, found {sorted(files)}")
    for name, rows in files.items():
        path, kind = folder / name, name.split(".")[1]
        if kind == "jsonl":
            lines(path, rows, validators)
        elif kind == "geojson":
            features(path, rows)
        else:
            table(path, rows)
        print(f"{name}: {rows}")


if __name__ == "__main__":
    main()
