"""Reads CoNLL-U treebanks into sentences of syntactic words with tags, trees and mention heads."""

import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

TRAINING_SETS = ("ewt-train", "gum-train", "pud")
MENTION_TYPES = ("none", "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time")

NO_EVENT = "none"
RAREST_CLASS = 8

_ENTITY = re.compile(r"\(([^()]+)|([^()]*)\)")


@dataclass(frozen=True)
class Event:
    """A word that stands for an event, its CAMEO code, and the heads of the phrases that name its parties (from 0)."""

    word: int
    code: str
    source: int | None
    target: int | None


@dataclass(frozen=True)
class Sentence:
    """One sentence of syntactic words; `heads` count from 1, 0 is the root."""

    source: str
    document: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    mentions: tuple[str, ...] | None = field(default=None)
    events: tuple[Event, ...] | None = field(default=None)

    def __len__(self) -> int:
        return len(self.forms)


def read_treebank(folder: Path, name: str) -> list[Sentence]:
    """Reads `folder/name.conllu`. Empty nodes and multiword ranges are skipped, their parts stay."""
    sentences, rows, document = [], [], ""
    has_mentions = name.startswith(("gum", "gentle"))
    with open(folder / f"{name}.conllu", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
            elif line.startswith("#"):
                continue
            elif line:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif rows:
                sentences.append(_sentence(name, document, rows, has_mentions))
                rows = []
    if rows:
        sentences.append(_sentence(name, document, rows, has_mentions))
    return sentences


def read_samples(path: Path) -> tuple[list[Sentence], dict[str, str]]:
    """What `cargo xtask samples` writes, and the PLOVER type of each code that is left.

    A class with few samples joins the commonest of its type. The trees are those of the model that wrote the samples:
    learnt again, they keep the parser where it was on sentences that no treebank has.
    """
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    counts = Counter((label["event_type"], label["class"]) for row in rows for label in row["labels"])
    common = {}
    for (event_type, code), count in counts.most_common():
        first = next((c for t, c in common if t == event_type), code)
        common[event_type, code] = code if count >= RAREST_CLASS else first
    sentences = []
    for row in rows:
        events = tuple(
            Event(label["word"], common[label["event_type"], label["class"]], label["source"], label["target"])
            for label in row["labels"]
        )
        column = lambda name: tuple(row[name])
        heads = tuple(0 if head is None else head + 1 for head in row["heads"])
        mentions = tuple(mention or "none" for mention in row["mentions"])
        read = (column("words"), column("lemmas"), column("upos"), column("xpos"), heads, column("relations"))
        sentences.append(Sentence("samples", row["group"], *read, mentions=mentions, events=events))
    return sentences, {code: event_type for (event_type, _), code in common.items()}


def _sentence(source: str, document: str, rows: list[list[str]], has_mentions: bool) -> Sentence:
    column = lambda i: tuple(row[i] for row in rows)
    heads = tuple(int(row[6]) for row in rows)
    mentions = _mention_heads(column(9), heads) if has_mentions else None
    return Sentence(source, document, column(1), column(2), column(3), column(4), heads, column(7), mentions)


def _mention_heads(misc: tuple[str, ...], heads: tuple[int, ...]) -> tuple[str, ...]:
    """The type of the innermost mention headed by each word, or `none`.

    A mention's head word is its first word whose own head lies outside the mention.
    """
    spans, opened = [], []
    for word, features in enumerate(misc, 1):
        value = next((f[7:] for f in features.split("|") if f.startswith("Entity=")), "")
        for begin, end in _ENTITY.findall(value):
            if begin:
                identity, kind = begin.split("-")[:2]
                opened.append((identity.split("[")[0], kind, word))
            elif opened:
                at = next((i for i in reversed(range(len(opened))) if opened[i][0] == end), len(opened) - 1)
                _, kind, first = opened.pop(at)
                spans.append((first, word, kind))
    types = ["none"] * len(heads)
    for first, last, kind in sorted(spans, key=lambda span: span[0] - span[1]):  # longest first: innermost wins
        for word in range(first, last + 1):
            if not first <= heads[word - 1] <= last:
                types[word - 1] = kind if kind in MENTION_TYPES else "none"
                break
    return tuple(types)


def augmented(sentence: Sentence, random_: random.Random) -> Sentence:
    """The sentence, now and then in another costume: wire capitals, lower case, headline, curly quotes, no full stop."""
    if random_.random() < 0.04:
        sentence = _without_final_stop(sentence)
    if random_.random() < 0.06:
        curly = {"``": "“", "''": "”"}
        forms = tuple(
            curly.get(x, f) if f == '"' else f.replace("'", "’") for f, x in zip(sentence.forms, sentence.xpos)
        )
        sentence = replace(sentence, forms=forms)
    costume = random_.random()
    if costume < 0.05:
        forms = tuple(f.upper() for f in sentence.forms)
    elif costume < 0.075:
        forms = tuple(f.lower() for f in sentence.forms)
    elif costume < 0.105:
        small = ("ADP", "DET", "CCONJ", "PART", "AUX", "SCONJ") if random_.random() < 0.5 else ("DET",)
        forms = tuple(f if u in small else f[0].upper() + f[1:] for f, u in zip(sentence.forms, sentence.upos))
    else:
        return sentence
    return replace(sentence, forms=forms)


def _without_final_stop(sentence: Sentence) -> Sentence:
    last = len(sentence)
    if last < 3 or sentence.forms[-1] != "." or last in sentence.heads:
        return sentence
    if sentence.events and any(last - 1 in (e.word, e.source, e.target) for e in sentence.events):
        return sentence
    cut = lambda values: values and values[:-1]
    return replace(
        sentence,
        forms=cut(sentence.forms),
        lemmas=cut(sentence.lemmas),
        upos=cut(sentence.upos),
        xpos=cut(sentence.xpos),
        heads=cut(sentence.heads),
        deprels=cut(sentence.deprels),
        mentions=cut(sentence.mentions),
    )


def inventory(values, at_least: int = 1) -> list[str]:
    """Distinct values, most frequent first, ties in code point order."""
    counts = Counter(values)
    return sorted((v for v, n in counts.items() if n >= at_least), key=lambda v: (-counts[v], v))
