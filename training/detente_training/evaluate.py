"""Predicts trees for sentences with gold tokens and scores them as CoNLL 2018 counts: every word, punctuation too.

`python -m detente_training.evaluate --model ../models/en --data DIR SET…` scores the exported weights.
"""

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from .batches import Encoded, Labels, batches, tensors
from .data import Sentence, read_treebank
from .decode import tree
from .features import WordPieces, shape, windows
from .lemmas import CANDIDATES, Lemmas
from .model import Parser

SETS = ("ewt-dev", "gum-dev", "ewt-test", "gum-test", "gum-dev-all-genres", "gum-test-all-genres", "gum-news", "gentle")


@dataclass(frozen=True)
class Language:
    """What stands between words and numbers."""

    wordpieces: WordPieces
    labels: Labels
    lemmas: Lemmas


def load_set(folder: Path, name: str) -> list[Sentence]:
    """A treebank, or `gum-news`: the news documents of gum-dev and gum-test."""
    if name == "gum-news":
        both = read_treebank(folder, "gum-dev") + read_treebank(folder, "gum-test")
        return [s for s in both if s.document.startswith("GUM_news")]
    return read_treebank(folder, name)


@torch.no_grad()
def predict(model: Parser, language: Language, forms: list[tuple[str, ...]], budget: int = 4000):
    """Yields (index, prediction, word vectors, arc scores) for each sentence, in no given order."""
    model.eval()
    wordpieces = language.wordpieces
    encoded = [Encoded([wordpieces.word(f) for f in fs], [shape(f) for f in fs], {}) for fs in forms]
    short = [i for i, e in enumerate(encoded) if len(windows(e.words)) == 1]
    for chosen in batches([encoded[i] for i in short], budget):
        chosen = [short[i] for i in chosen]
        batch = tensors([encoded[i] for i in chosen], wordpieces)
        words = model.words(batch["pieces"], batch["shapes"], batch["bias"], batch["pooling"])
        yield from _answers(model, language, chosen, words, forms)
    for i in set(range(len(forms))) - set(short):
        parts = []
        for first, last in windows(encoded[i].words):
            part = Encoded(encoded[i].words[first:last], encoded[i].shapes[first:last], {})
            batch = tensors([part], wordpieces)
            vectors = model.words(batch["pieces"], batch["shapes"], batch["bias"], batch["pooling"])
            parts.append(vectors[:, 1:] if parts else vectors)
        yield from _answers(model, language, [i], torch.cat(parts, 1), forms)


def _answers(model: Parser, language: Language, chosen: list[int], words: torch.Tensor, forms):
    labels = language.labels
    tags = model.tag_scores(words)
    arcs = model.arc_scores(words).float()
    lengths = [len(forms[i]) for i in chosen]
    heads = torch.zeros(words.shape[0], words.shape[1] - 1, dtype=torch.long)
    for r, n in enumerate(lengths):
        heads[r, :n] = torch.tensor(tree(arcs[r, : n + 1, : n + 1].numpy()))
    label_scores = model.label_scores(words, heads).float()
    root = labels.indices["deprel"]["root"]
    label_scores[..., root] = torch.where(heads == 0, 1e9, -1e9)
    best = {name: scores.argmax(-1) for name, scores in tags.items() if name != "lemma"}
    best["deprel"] = label_scores.argmax(-1)
    rules = tags["lemma"].float().topk(CANDIDATES, -1).indices
    for r, (i, n) in enumerate(zip(chosen, lengths)):
        names = lambda head, values: [values[k] for k in best[head][r, :n].tolist()]
        xpos = names("xpos", labels.xpos)
        prediction = {
            "upos": names("upos", labels.upos),
            "xpos": xpos,
            "lemma": [language.lemmas.lemma(f, x, ks) for f, x, ks in zip(forms[i], xpos, rules[r, :n].tolist())],
            "head": heads[r, :n].tolist(),
            "deprel": names("deprel", labels.deprels),
            "mention": names("mention", labels.mention_types),
        }
        yield i, prediction, words[r, : n + 1], arcs[r, : n + 1, : n + 1]


def score(model: Parser, language: Language, gold: list[Sentence], relations=()) -> dict[str, float]:
    """Percentages; LAS compares universal relations (before the colon), `LAS:x` is the F1 of arc and full label x."""
    right = dict.fromkeys(("UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS-full"), 0)
    counts = {r: [0, 0, 0] for r in relations}
    mention = {"span": [0, 0, 0], "type": [0, 0, 0]}
    total = 0
    with_mentions = gold[0].mentions is not None
    for i, p, _, _ in predict(model, language, [s.forms for s in gold]):
        s = gold[i]
        for w in range(len(s)):
            total += 1
            attached = p["head"][w] == s.heads[w]
            right["UPOS"] += p["upos"][w] == s.upos[w]
            right["XPOS"] += p["xpos"][w] == s.xpos[w]
            right["lemma"] += p["lemma"][w] == s.lemmas[w] or s.lemmas[w] == "_"
            right["UAS"] += attached
            right["LAS"] += attached and p["deprel"][w].split(":")[0] == s.deprels[w].split(":")[0]
            right["LAS-full"] += attached and p["deprel"][w] == s.deprels[w]
            for name, c in counts.items():
                c[0] += p["deprel"][w] == name
                c[1] += s.deprels[w] == name
                c[2] += attached and p["deprel"][w] == name == s.deprels[w]
            if with_mentions:
                for key, same in (("span", True), ("type", p["mention"][w] == s.mentions[w])):
                    found, there = p["mention"][w] != "none", s.mentions[w] != "none"
                    mention[key][0] += found
                    mention[key][1] += there
                    mention[key][2] += found and there and same
    result = {name: 100 * n / total for name, n in right.items()}
    result |= {f"LAS:{name}": 200 * c[2] / max(1, c[0] + c[1]) for name, c in counts.items()}
    if with_mentions:
        result |= {f"mention {k}": 200 * c[2] / max(1, c[0] + c[1]) for k, c in mention.items()}
    return result


def recased(sentences: list[Sentence], case: str | None) -> list[Sentence]:
    change = {"upper": str.upper, "lower": str.lower, None: str}[case]
    return [replace(s, forms=tuple(map(change, s.forms))) for s in sentences]


def main() -> None:
    from .export import load_exported

    parser = argparse.ArgumentParser(description="Score the exported weights on gold tokens.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of CoNLL-U files")
    parser.add_argument("--case", choices=("upper", "lower"), help="re-case every word first")
    parser.add_argument("--relation", action="append", default=[], help="also the F1 of this full relation")
    parser.add_argument("sets", nargs="*", default=SETS)
    args = parser.parse_args()
    torch.set_num_threads(2)
    model, language = load_exported(args.model)
    for name in args.sets:
        scores = score(model, language, recased(load_set(args.data, name), args.case), args.relation)
        print(f"{name:22}", "  ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)


if __name__ == "__main__":
    main()
