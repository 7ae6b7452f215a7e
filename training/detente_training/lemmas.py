"""The lemma of a word: what the treebanks say of the form and tag, else the lemma head's best rule that makes sense."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from .data import Sentence
from .features import apply_lemma_rule, lemma_rule

CANDIDATES = 8
CLOSE_CANDIDATES = 3
LONGEST_ENDING = 6
NAMES = ("NNP", "NNPS")
INFLECTED = ("VBD", "VBN", "VBZ", "VBG", "NNS", "JJR", "JJS", "RBR", "RBS")


@dataclass(frozen=True)
class Lemmas:
    """`known` maps a lower-cased form and its XPOS to the lemma (names are left to the rules);
    `endings` maps an ending and the XPOS of an inflected form to a rule on the lower-cased form."""

    rules: list[str]
    known: dict[tuple[str, str], str]
    endings: dict[tuple[str, str], str]

    def __post_init__(self):
        object.__setattr__(self, "lemmas", frozenset(self.known.values()))

    @staticmethod
    def of(rules: list[str], sentences: list[Sentence]) -> "Lemmas":
        counts = defaultdict(Counter)
        for s in sentences:
            for form, lemma, xpos in zip(s.forms, s.lemmas, s.xpos):
                if lemma != "_" and xpos not in NAMES and not any(c in "\t\n" for c in form + lemma):
                    counts[form.lower(), xpos][lemma] += 1
        known = {key: _most_frequent(c) for key, c in sorted(counts.items())}
        return Lemmas(rules, known, _endings(known))

    def lemma(self, form: str, xpos: str, ranked: list[int]) -> str:
        """`ranked`: the lemma head's best rules, best first."""
        if known := self.known.get((form.lower(), xpos)):
            return known
        best = [self.rules[k] for k in ranked[:CANDIDATES]]
        made = [l for rule in best if (l := apply_lemma_rule(rule, form))]
        if xpos not in INFLECTED:
            return made[0] if made else form
        made = [l for rule in best if not rule.startswith("=") and (l := apply_lemma_rule(rule, form))]
        guess = self._by_ending(form.lower(), xpos)
        if guess in self.lemmas:
            return guess
        close = next((l for l in made[:CLOSE_CANDIDATES] if l in self.lemmas), None)
        return close or guess or (made[0] if made else form)

    def _by_ending(self, lower: str, xpos: str) -> str | None:
        for length in range(min(LONGEST_ENDING, len(lower) - 1), 0, -1):
            if rule := self.endings.get((lower[-length:], xpos)):
                return apply_lemma_rule(rule, lower)
        return None

    def save(self, path: Path) -> None:
        rows = (f"{form}\t{xpos}\t{lemma}\n" for (form, xpos), lemma in self.known.items())
        path.write_text("".join(rows), encoding="utf-8")

    @staticmethod
    def load(rules: list[str], endings: list[list[str]], path: Path) -> "Lemmas":
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line)
        known = {(form, xpos): lemma for form, xpos, lemma in rows}
        return Lemmas(rules, known, {(ending, xpos): rule for ending, xpos, rule in endings})


def _endings(known: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The commonest rule of each ending, where it differs from that of the next shorter ending listed."""
    counts = defaultdict(Counter)
    for (form, xpos), lemma in known.items():
        if xpos in INFLECTED and form.isalpha():
            rule = lemma_rule(form, lemma)
            for length in range(1, min(LONGEST_ENDING, len(form) - 1) + 1):
                counts[form[-length:], xpos][rule] += 1
    endings = {}
    for (ending, xpos), c in sorted(counts.items(), key=lambda entry: (len(entry[0][0]), entry[0])):
        shorter = (endings.get((ending[i:], xpos)) for i in range(1, len(ending)))
        if (rule := _most_frequent(c)) != next(filter(None, shorter), None):
            endings[ending, xpos] = rule
    return endings


def _most_frequent(counts: Counter) -> str:
    return min(counts, key=lambda value: (-counts[value], value))
