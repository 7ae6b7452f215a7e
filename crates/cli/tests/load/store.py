#!/usr/bin/env python3
"""Loads what a store exports with the programs that its users have: Parquet with pandas, DuckDB and Arrow, CoNLL-U with the
package conllu, and holds it against the same records as JSON Lines and CSV.

    detente ingest examples/iran-pakistan-2024 --db FOLDER/crisis.db
    detente export --db FOLDER/crisis.db --as jsonl -o FOLDER/events.jsonl           # and csv, parquet, conllu
    detente export --db FOLDER/crisis.db --as jsonl --incidents -o FOLDER/incidents.jsonl
    python crates/cli/tests/load/store.py FOLDER

`.ci/exports` does all of it.
"""

import datetime
import json
import sys
from pathlib import Path

import conllu
import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

WHOLE = ["sentence", "quad_class", "reports", "origins"] + [f"{w}_{b}" for w in ("killed", "injured") for b in ("low", "best", "high")]
NUMBERS = ["goldstein", "lat", "lon", "confidence"]
DAYS = ["published", "date_start", "date_end"]
ROOT = Path(__file__).resolve().parents[4]


def check(condition, message):
    if not condition:
        sys.exit(f"FAILED: {message}")


def records(path):
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def types(path, table, flat):
    """The columns of the CSV come first, each with its type."""
    check(table.column_names[: len(flat)] == flat, f"{path.name}: the first columns are not those of the CSV")
    for column in flat:
        found = table.schema.field(column).type
        expected = (
            pa.int64() if column in WHOLE else pa.float64() if column in NUMBERS else pa.date32() if column in DAYS
            else pa.bool_() if column == "reciprocal" else pa.string()
        )
        check(found == expected, f"{path.name}: {column} is {found}, expected {expected}")
    for column in table.column_names:
        if column.endswith("_list"):
            check(pa.types.is_list(table.schema.field(column).type), f"{path.name}: {column} is no list")


def cells(path, table, csv):
    """Each cell is the CSV's: the same text, number or day, and null where there is none."""
    for row, (cell, value) in enumerate(
        (cell, value) for column in csv.columns for cell, value in zip(csv[column], table.column(column).to_pylist())
    ):
        if isinstance(value, datetime.date):
            value = value.isoformat()
        elif isinstance(value, bool):
            value = str(value).lower()
        elif isinstance(value, (int, float)):
            check(float(cell) == float(value), f"{path.name}, cell {row}: {value}, the CSV has {cell}")
            continue
        check((value or "") == cell, f"{path.name}, cell {row}: {value!r}, the CSV has {cell!r}")


def actors(nested, told):
    return [(a["name"], a["id"], a["country"], a["sectors"], [a["span_start"], a["span_end"]]) for a in nested] == [
        (a["name"], a["id"], a["country"], a["sectors"], a["span"]) for a in told
    ]


def nested(path, table, told):
    for row, record in zip(table.to_pylist(), told):
        where = f"{path.name}, {record['id']}"
        check(row["id"] == record["id"], f"{where}: another record, {row['id']}")
        check(row["contexts_list"] == record["contexts"], f"{where}: contexts_list")
        for side in ("source", "target"):
            check(actors(row[f"{side}_list"], record[side]), f"{where}: {side}_list")
        if "accounts" in record:
            events = [a["event"]["id"] for a in record["accounts"]]
            check([a["event"] for a in row["accounts_list"]] == events, f"{where}: accounts_list")
            days = [a["published"] and a["published"].isoformat() for a in row["accounts_list"]]
            check(days == [a["event"]["document"]["published"] for a in record["accounts"]], f"{where}: days of publication")
            held = [(d["about"], [(p["value"], p["denied"], p["events"]) for p in d["positions"]]) for d in row["disputes_list"]]
            said = [(d["about"], [(p["value"], p["denied"], p["events"]) for p in d["positions"]]) for d in record["disputes"]]
            check(held == said, f"{where}: disputes_list")
        else:
            stances = [(a["speaker"]["name"], a["stance"]) for a in row["attribution_list"]]
            check(stances == [(a["speaker"]["name"], a["stance"]) for a in record["attribution"]], f"{where}: attribution_list")
            check([m["trigger"] for m in row["mentions_list"]] == [m["trigger"]["text"] for m in record["mentions"]], f"{where}: mentions_list")


def parquet(path, told):
    csv = pd.read_csv(path.with_suffix(".csv"), dtype=str, keep_default_na=False)
    table = pq.read_table(path)
    check(table.num_rows == len(told), f"{path.name}: Arrow has {table.num_rows} rows, written were {len(told)}")
    known = pq.read_metadata(path).metadata
    check(known[b"detente.schema"].decode() == told[0]["schema"], f"{path.name}: {known}")
    types(path, table, list(csv.columns))
    cells(path, table, csv)
    nested(path, table, told)
    frame = pd.read_parquet(path)
    check(len(frame) == len(told), f"{path.name}: pandas has {len(frame)} rows")
    check(pd.api.types.is_float_dtype(frame["goldstein"]), f"{path.name}: pandas has goldstein as {frame['goldstein'].dtype}")
    mean = sum(r["goldstein"] for r in told) / len(told)
    check(abs(frame["goldstein"].mean() - mean) < 1e-9, f"{path.name}: pandas has another mean score than {mean}")
    sources = sum(len(r["source"]) for r in told)
    check(frame["source_list"].map(len).sum() == sources, f"{path.name}: pandas has other sources")
    found = duckdb.sql(f"SELECT count(*) FROM (SELECT unnest(source_list) AS s FROM '{path}') WHERE s.country = 'IRN'").fetchall()
    check(found == [(sum(a["country"] == "IRN" for r in told for a in r["source"]),)], f"{path.name}: DuckDB counts {found}")
    first = min(r["date"]["start"] for r in told if r["date"])
    found = duckdb.sql(f"SELECT min(date_start) FROM '{path}' WHERE date_start >= DATE '1900-01-01'").fetchall()
    check(found == [(datetime.date.fromisoformat(first),)], f"{path.name}: DuckDB has the first day {found}")
    print(f"{path.name}: {len(told)} rows, {len(table.column_names)} columns")


def trees(path, told):
    sentences = conllu.parse(path.read_text("utf-8"))
    by_id = {e["id"]: e for e in told}
    seen, text = [], ""
    for s in sentences:
        name = s.metadata["sent_id"]
        if "newdoc id" in s.metadata:
            text = (ROOT / f"{s.metadata['newdoc id']}.txt").read_text("utf-8")
        words = [t for t in s if isinstance(t["id"], int)]
        check([t["id"] for t in words] == list(range(1, len(words) + 1)), f"{name}: ids {[t['id'] for t in words]}")
        check([t["deprel"] for t in words if t["head"] == 0] == ["root"], f"{name}: expected one root")
        check(len(list(tokens(s.to_tree()))) == len(words), f"{name}: the tree does not reach every word")
        for t in words:
            start, end = map(int, t["misc"]["TokenRange"].split(":"))
            check(text[start:end].replace("’", "'") == t["form"], f"{name}: {t['form']} at {start}:{end} is {text[start:end]}")
        plain = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in surface(s)).strip()
        check(plain == s.metadata["text"], f"{name}: {plain!r} is not {s.metadata['text']!r}")
        if event := s.metadata.get("detente_event"):
            # The package keeps the last of several comments with one key.
            event = json.loads(event)
            record = by_id[event["id"]]
            check((event["cameo"], event["sentence"]) == (record["cameo"], record["sentence"]), f"{name}: {event}")
            marked = [t["id"] for t in words if event["id"] in (t["misc"].get("EventTrigger") or "").split(",")]
            check(event["trigger"] and set(event["trigger"]) <= set(marked), f"{name}: the trigger is {event['trigger']}, marked are {marked}")
    seen = [json.loads(l.split(" = ", 1)[1])["id"] for l in path.open(encoding="utf-8") if l.startswith("# detente_event = ")]
    check(sorted(seen) == sorted(by_id), f"{path.name}: {len(seen)} events in sentences, {len(by_id)} in the store")
    whole = conllu.parse(path.with_name("whole.conllu").read_text("utf-8"))
    check({s.metadata["sent_id"] for s in sentences} < {s.metadata["sent_id"] for s in whole}, "--whole has no more sentences")
    print(f"{path.name}: {len(sentences)} sentences, {len(seen)} events; whole.conllu: {len(whole)} sentences")


def tokens(tree):
    yield tree.token
    for child in tree.children:
        yield from tokens(child)


def surface(sentence):
    """Surface tokens: a range in the place of its words."""
    inside = set()
    for t in sentence:
        if isinstance(t["id"], tuple):
            inside = set(range(t["id"][0], t["id"][2] + 1))
            yield t
        elif t["id"] not in inside:
            yield t


def valid(folder):
    """Every line that the query commands write is valid by its schema."""
    schemas = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "docs" / "schema").glob("*.schema.json"))]
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)
    validators = {s["title"]: Draft202012Validator(s, registry=registry) for s in schemas}
    for path in sorted(folder.glob("*.jsonl")):
        lines = records(path)
        check(lines, f"{path.name}: no lines")
        for number, line in enumerate(lines, 1):
            errors = [f"{e.json_path}: {e.message}" for e in validators[line["schema"]].iter_errors(line)]
            check(not errors, f"{path.name}, line {number}: {'; '.join(errors)}")
        print(f"{path.name}: {len(lines)} lines of {lines[0]['schema']}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    for kind in ("events", "incidents"):
        parquet(folder / f"{kind}.parquet", records(folder / f"{kind}.jsonl"))
    trees(folder / "events.conllu", records(folder / "events.jsonl"))
    valid(folder)


if __name__ == "__main__":
    main()
