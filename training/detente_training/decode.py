"""Arc scores to trees: the best spanning arborescence with exactly one root, by Chu-Liu and Edmonds."""

import numpy as np

ROOT_PENALTY = 1e6


def tree(scores: np.ndarray) -> list[int]:
    """Heads of words 1…n from `scores[dependent, head]`, (n+1) × (n+1), row 0 unused; 0 is the root.

    Every arc from the root pays the same large penalty, so the best arborescence has exactly one of them.
    """
    n = scores.shape[0] - 1
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    greedy = [0] + [int(h) for h in scores[1:].argmax(axis=1)]
    if greedy[1:].count(0) == 1 and _cycle(greedy) is None:
        return greedy[1:]
    scores[1:, 0] -= ROOT_PENALTY
    return _arborescence(scores)[1:] if n else []


def _cycle(heads: list[int]) -> list[int] | None:
    """Some cycle in the head function, or None; node 0 has no head."""
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that saw it
    state[0] = -1
    for start in range(1, len(heads)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = heads[node]
        if state[node] == start:
            cycle, at = [node], heads[node]
            while at != node:
                cycle.append(at)
                at = heads[at]
            return cycle
    return None


def _arborescence(scores: np.ndarray) -> list[int]:
    heads = [0] + [int(h) for h in scores[1:].argmax(axis=1)]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [v for v in range(len(heads)) if v not in inside]  # starts with the root
    kept = np.array([scores[v, heads[v]] for v in cycle])
    size = len(outside) + 1
    contracted = np.full((size, size), -np.inf)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    enter = scores[np.ix_(cycle, outside)] - kept[:, None]  # from an outside head into a cycle word
    leave = scores[np.ix_(outside, cycle)]  # from a cycle word to an outside dependent
    contracted[-1, :-1] = enter.max(axis=0)
    contracted[:-1, -1] = leave.max(axis=1)
    above = _arborescence(contracted)
    for new, node in enumerate(outside):
        if new:
            heads[node] = outside[above[new]] if above[new] < size - 1 else cycle[int(leave[new].argmax())]
    entry_head = above[-1]
    heads[cycle[int(enter[:, entry_head].argmax())]] = outside[entry_head]
    return heads
