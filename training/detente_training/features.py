"""What the network sees of a word (pieces, shape) and what it says of its lemma (a rule): the part Rust must mirror."""

import unicodedata
from functools import lru_cache

SHAPES = 16
MAX_WORD_CHARACTERS = 100
MAX_WORD_PIECES = 24
MAX_WINDOW_PIECES = 510


class WordPieces:
    """Plain BERT uncased WordPiece over one syntactic word at a time."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown, self.mask, self.pad = (
            self.ids[p] for p in ("[CLS]", "[SEP]", "[UNK]", "[MASK]", "[PAD]")
        )
        self.word = lru_cache(maxsize=None)(self._word)

    def _word(self, form: str) -> tuple[int, ...]:
        """At least one and at most `MAX_WORD_PIECES` piece ids."""
        pieces = [p for part in _basic_parts(form) for p in self._split(part)]
        return tuple(pieces[:MAX_WORD_PIECES]) or (self.unknown,)

    def _split(self, part: str) -> list[int]:
        if len(part) > MAX_WORD_CHARACTERS:
            return [self.unknown]
        pieces, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start:
                piece = ("##" if start else "") + part[start:end]
                if piece in self.ids:
                    pieces.append(self.ids[piece])
                    break
                end -= 1
            else:
                return [self.unknown]
            start = end
        return pieces


def _basic_parts(form: str) -> list[str]:
    cleaned = []
    for c in form:
        category = unicodedata.category(c)
        if c in "\t\n\r" or category == "Zs":
            cleaned.append(" ")
        elif c == "\ufffd" or category in ("Cc", "Cf", "Cs", "Co"):
            continue
        elif _is_cjk(ord(c)):
            cleaned.append(f" {c} ")
        else:
            cleaned.append(c)
    parts = []
    for chunk in "".join(cleaned).split(" "):
        plain = [c for c in unicodedata.normalize("NFD", chunk.lower()) if unicodedata.category(c) != "Mn"]
        current = ""
        for c in plain:
            if _is_punctuation(c):
                parts += [current, c]
                current = ""
            else:
                current += c
        parts.append(current)
    return [p for p in parts if p]


def _is_cjk(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2A6DF
        or 0x2A700 <= code <= 0x2B73F
        or 0x2B740 <= code <= 0x2B81F
        or 0x2B820 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )


def _is_punctuation(c: str) -> bool:
    code = ord(c)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(c).startswith("P")


@lru_cache(maxsize=None)
def shape(form: str) -> int:
    """The word's class by its letters' case and its digits; 0 is kept for [CLS], [SEP] and padding.

    Upper and lower are Unicode's derived properties, digits are ASCII, anything else is `other`.
    """
    upper = sum(c.isupper() for c in form)
    lower = sum(c.islower() for c in form)
    digit = sum("0" <= c <= "9" for c in form)
    other = len(form) - upper - lower - digit
    first_upper = form[:1].isupper()
    if upper == 0 and lower == 0:
        if digit == 0:
            return 1  # , -- $
        return 2 if other == 0 else 3  # 2024 | 3,000
    if upper == 0:
        if digit:
            return 6  # 20th
        return 4 if other == 0 else 5  # talks | n't
    if lower == 0:
        if digit:
            return 12  # F-16
        if other:
            return 11  # U.S.
        return 7 if upper == 1 else 10  # I | USA
    if digit:
        return 15  # Covid19
    if not first_upper:
        return 14  # iPhone
    if upper > 1:
        return 13  # McDonald
    return 8 if other == 0 else 9  # Iran | Mr.


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` of `form`; see `apply_lemma_rule` for its form."""
    cased = {"l": form.lower(), "k": form, "t": _title(form), "u": form.upper()}
    best = None
    for case, base in cased.items():
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        cost = (len(base) - common) + (len(lemma) - common)
        if common and (best is None or cost < best[0]):
            best = (cost, f"{case}:{len(base) - common}:{lemma[common:]}")
    return best[1] if best else f"={lemma}"


def apply_lemma_rule(rule: str, form: str) -> str | None:
    """`=lemma` gives the lemma itself; `case:cut:ending` sets the case, cuts characters off the end, adds the ending.

    Case `l` lower, `k` keep, `t` first character upper and the rest lower, `u` upper.
    None where the rule does not fit: more to cut than there is, or nothing left at all.
    """
    if rule.startswith("="):
        return rule[1:]
    case, cut, ending = rule.split(":", 2)
    base = {"l": str.lower, "k": str, "t": _title, "u": str.upper}[case](form)
    if int(cut) > len(base):
        return None
    return base[: len(base) - int(cut)] + ending or None


def _title(form: str) -> str:
    return form[:1].upper() + form[1:].lower()


def windows(word_pieces: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Ranges of whole words that fit the encoder: filled greedily up to `MAX_WINDOW_PIECES` pieces each."""
    ranges, first, used = [], 0, 0
    for word, pieces in enumerate(word_pieces):
        if used + len(pieces) > MAX_WINDOW_PIECES:
            ranges.append((first, word))
            first, used = word, 0
        used += len(pieces)
    return ranges + [(first, len(word_pieces))]
