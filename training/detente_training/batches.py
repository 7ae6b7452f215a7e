"""Sentences to tensors: label numbering, encoding of single sentences, and batches of like length."""

import random
from dataclasses import dataclass, field

import numpy as np
import torch

from .data import MENTION_TYPES, NO_EVENT, Sentence, inventory
from .features import MAX_WINDOW_PIECES, WordPieces, lemma_rule, shape

IGNORED = -100
HARD_RELATIONS = ("advcl", "appos", "conj", "nsubj:pass")


@dataclass
class Labels:
    """The answers each head can give, in the order of its outputs."""

    upos: list[str]
    xpos: list[str]
    lemma_rules: list[str]
    deprels: list[str]
    mention_types: list[str]
    event_codes: list[str] = field(default_factory=list)

    @staticmethod
    def of(sentences: list[Sentence], samples: list[Sentence] | tuple = ()) -> "Labels":
        rules = (lemma_rule(f, l) for s in sentences for f, l in zip(s.forms, s.lemmas))
        upper = (lemma_rule(f.upper(), l) for s in sentences for f, l in zip(s.forms, s.lemmas))
        kept = dict.fromkeys(inventory(rules, 2) + inventory(upper, 20))
        return Labels(
            upos=inventory(u for s in sentences for u in s.upos),
            xpos=inventory(x for s in sentences for x in s.xpos),
            lemma_rules=list(kept),
            deprels=inventory(d for s in sentences for d in s.deprels),
            mention_types=list(MENTION_TYPES),
            event_codes=[NO_EVENT, *inventory(e.code for s in samples for e in s.events)] if samples else [],
        )

    def __post_init__(self):
        index = lambda values: {v: i for i, v in enumerate(values)}
        self.indices = {
            "upos": index(self.upos),
            "xpos": index(self.xpos),
            "lemma": index(self.lemma_rules),
            "deprel": index(self.deprels),
            "mention": index(self.mention_types),
            "event": index(self.event_codes),
        }


@dataclass
class Encoded:
    """One sentence as numbers; `words` holds each word's pieces."""

    words: list[tuple[int, ...]]
    shapes: list[int]
    targets: dict[str, list[int]]
    roles: list[tuple[int, int | None, int | None]] = field(default_factory=list)

    def pieces(self) -> int:
        return sum(map(len, self.words)) + 2


def encode(sentence: Sentence, wordpieces: WordPieces, labels: Labels) -> Encoded:
    at = labels.indices
    number = lambda name, values: [at[name].get(v, IGNORED) for v in values]
    rules = [lemma_rule(f, l) for f, l in zip(sentence.forms, sentence.lemmas)]
    targets = {
        "upos": number("upos", sentence.upos),
        "xpos": number("xpos", sentence.xpos),
        "lemma": number("lemma", rules),
        "deprel": number("deprel", sentence.deprels),
        "head": list(sentence.heads),
        "mention": number("mention", sentence.mentions) if sentence.mentions else [IGNORED] * len(sentence),
        "hard": [int(d in HARD_RELATIONS) for d in sentence.deprels],
    }
    return Encoded([wordpieces.word(f) for f in sentence.forms], [shape(f) for f in sentence.forms], targets)


def encode_sample(sentence: Sentence, wordpieces: WordPieces, labels: Labels) -> Encoded:
    """A marked sentence with its tree: every word has an event code or none, each event its parties' heads."""
    codes = [0] * len(sentence)
    for event in sentence.events:
        codes[event.word] = labels.indices["event"][event.code]
    roles = [(event.word, event.source, event.target) for event in sentence.events]
    read = encode(sentence, wordpieces, labels)
    return Encoded(read.words, read.shapes, read.targets | {"event": codes}, roles)


def batches(sentences: list[Encoded], piece_budget: int, random_: random.Random | None = None) -> list[list[int]]:
    """Indices in batches whose padded size stays under the budget; shuffled where a generator is given."""
    length = [s.pieces() for s in sentences]
    noise = (lambda n: n * random_.uniform(0.93, 1.07)) if random_ else (lambda n: n)
    order = sorted(range(len(sentences)), key=lambda i: noise(length[i]))
    found, current, longest = [], [], 0
    for i in order:
        if length[i] > MAX_WINDOW_PIECES + 2:
            raise ValueError(f"sentence {i} has {length[i]} pieces: use windows")
        if current and (len(current) + 1) * max(longest, length[i]) > piece_budget:
            found.append(current)
            current, longest = [], 0
        current.append(i)
        longest = max(longest, length[i])
    if current:
        found.append(current)
    if random_:
        random_.shuffle(found)
    return found


def tensors(sentences: list[Encoded], wordpieces: WordPieces) -> dict[str, torch.Tensor]:
    """Pads a batch: inputs of `Parser.words`, targets, and `real` words."""
    rows, length = len(sentences), max(s.pieces() for s in sentences)
    words = max(len(s.words) for s in sentences)
    pieces = np.full((rows, length), wordpieces.pad, np.int64)
    shapes = np.zeros((rows, length), np.int64)
    bias = np.full((rows, 1, 1, length), -1e4, np.float32)
    pooling = np.zeros((rows, words + 1, length), np.float32)
    real = np.zeros((rows, words), bool)
    targets = {name: np.full((rows, words), IGNORED, np.int64) for name in sentences[0].targets}
    for r, s in enumerate(sentences):
        flat = [wordpieces.cls, *(p for w in s.words for p in w), wordpieces.sep]
        pieces[r, : len(flat)] = flat
        bias[r, 0, 0, : len(flat)] = 0
        pooling[r, 0, 0] = 1
        at = 1
        for w, parts in enumerate(s.words):
            shapes[r, at : at + len(parts)] = s.shapes[w]
            pooling[r, w + 1, at : at + len(parts)] = 1 / len(parts)
            at += len(parts)
        real[r, : len(s.words)] = True
        for name, values in s.targets.items():
            targets[name][r, : len(values)] = values
    arrays = {"pieces": pieces, "shapes": shapes, "bias": bias, "pooling": pooling, "real": real, **targets}
    return {name: torch.from_numpy(a) for name, a in arrays.items()}
