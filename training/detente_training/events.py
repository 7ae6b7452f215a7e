"""How well the event heads read marked sentences, and the temperature that makes their confidence honest."""

import random
from dataclasses import dataclass

import torch
from torch.nn import functional as F

from .batches import Encoded, Labels, batches, encode_sample, tensors
from .data import Sentence
from .features import WordPieces
from .model import Parser

THRESHOLDS = (0.3, 0.5, 0.7, 0.9)


@dataclass(frozen=True)
class Readings:
    """All words of some sentences: scores words × codes, the marked code of each, and whether training knew the word."""

    scores: torch.Tensor
    gold: torch.Tensor
    known: torch.Tensor
    roles: tuple[list[tuple[int | None, int | None]], ...]


def held_back(samples: list[Sentence], share: float, seed: int = 7) -> set[str]:
    """Whole files of marked sentences that are kept from training, about this share of them."""
    groups = sorted({s.document for s in samples})
    random.Random(seed).shuffle(groups)
    return set(groups[: round(share * len(groups))])


@torch.no_grad()
def read(model: Parser, wordpieces: WordPieces, labels: Labels, samples: list[Sentence], seen: set[str]) -> Readings:
    model.eval()
    device = model.mix.device
    encoded: list[Encoded] = [encode_sample(s, wordpieces, labels) for s in samples]
    scores, gold, known, roles = [], [], [], ([], [])
    for chosen in batches(encoded, 4000):
        batch = {k: t.to(device) for k, t in tensors([encoded[i] for i in chosen], wordpieces).items()}
        words = model.words(batch["pieces"], batch["shapes"], batch["bias"], batch["pooling"])
        real = batch["real"]
        scores.append(model.event_scores(words).float()[real].cpu())
        gold.append(batch["event"][real].cpu())
        known.append(torch.tensor([w.lower() in seen for i in chosen for w in samples[i].forms]))
        marked = [(row, *role) for row, i in enumerate(chosen) for role in encoded[i].roles]
        if marked:
            rows, triggers = (torch.tensor([m[k] for m in marked], device=device) for k in (0, 1))
            found = model.role_scores(words, rows, triggers).float().masked_fill(~real[rows][:, None, :], -1e9)
            best = found.max(-1)
            for number, mark in enumerate(marked):
                for party in (0, 1):
                    word = int(best.indices[number, party]) if best.values[number, party] > 0 else None
                    roles[party].append((mark[2 + party], word))
    return Readings(torch.cat(scores), torch.cat(gold), torch.cat(known), roles)


def temperature(readings: Readings) -> float:
    """The number that the scores are divided by for the least cross entropy, after Guo and others (2017)."""
    candidates = [0.5 + 0.05 * step for step in range(60)]
    return min(candidates, key=lambda t: float(F.cross_entropy(readings.scores / t, readings.gold)))


def report(readings: Readings, labels: Labels, type_of: dict[str, str]) -> list[str]:
    """Lines for a reader: precision and recall of the PLOVER type by threshold, also for words that training never saw."""
    heat = temperature(readings)
    shares = (readings.scores / heat).softmax(-1)
    types = sorted({type_of[c] for c in labels.event_codes[1:]})
    sums = torch.stack([shares[:, [i for i, c in enumerate(labels.event_codes) if i and type_of[c] == t]].sum(-1) for t in types], -1)
    of = torch.tensor([-1] + [types.index(type_of[c]) for c in labels.event_codes[1:]])
    gold = of[readings.gold]
    best = sums.max(-1)
    lines = [f"temperature {heat:.2f}"]
    for threshold in THRESHOLDS:
        said = best.values >= threshold
        right = said & (best.indices == gold)
        there = gold >= 0
        new = there & ~readings.known
        lines.append(
            f"at {threshold}: precision {right.sum() / max(1, said.sum()):.3f}, recall {right.sum() / there.sum():.3f}, "
            f"recall of unseen words {(right & new).sum() / max(1, new.sum()):.3f} ({int(new.sum())})"
        )
    for name, pairs in zip(("source", "target"), readings.roles):
        right = sum(g == p and g is not None for g, p in pairs)
        lines.append(f"{name} F1 {2 * right / max(1, sum(g is not None for g, _ in pairs) + sum(p is not None for _, p in pairs)):.3f}")
    return lines
