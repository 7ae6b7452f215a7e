"""The arborescence against every possible tree of small sentences."""

import itertools

import numpy as np

from detente_training.decode import tree


def is_tree(heads):
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def total(scores, heads):
    return sum(scores[d, h] for d, h in enumerate(heads, 1))


def test_tree_is_the_best_of_all_trees():
    random = np.random.default_rng(0)
    for _ in range(300):
        n = int(random.integers(1, 6))
        scores = random.normal(size=(n + 1, n + 1)).astype(np.float32)
        scores[:, 0] += random.normal() * 2
        candidates = itertools.product(range(n + 1), repeat=n)
        best = max(total(scores, h) for h in candidates if is_tree(list(h)))
        found = tree(scores)
        assert is_tree(found)
        assert abs(total(scores, found) - best) < 1e-5
