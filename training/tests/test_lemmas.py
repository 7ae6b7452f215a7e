"""Lemmas from known forms, endings and the head's rules."""

from detente_training.data import Sentence
from detente_training.lemmas import Lemmas


def treebank(*words):
    forms, lemmas, xpos = zip(*words)
    n = len(words)
    return [Sentence("test", "", forms, lemmas, ("X",) * n, xpos, (0,) * n, ("dep",) * n)]


RULES = ["k:0:", "l:0:", "l:1:", "l:2:", "=be"]


def test_a_known_form_wins_over_the_head():
    lemmas = Lemmas.of(RULES, treebank(("Struck", "strike", "VBD")))
    assert lemmas.lemma("STRUCK", "VBD", [1]) == "strike"
    assert lemmas.lemma("STRUCK", "NNP", [0]) == "STRUCK"


def test_an_unseen_inflected_form_goes_by_its_ending():
    lemmas = Lemmas.of(RULES, treebank(("conflicted", "conflict", "VBN"), ("executed", "execute", "VBN")))
    assert lemmas.lemma("inflicted", "VBN", [2]) == "inflict"
    assert lemmas.lemma("prosecuted", "VBN", [3]) == "prosecute"


def test_a_known_lemma_near_the_top_is_preferred():
    lemmas = Lemmas.of(RULES, treebank(("impeach", "impeach", "VB"), ("moved", "move", "VBD")))
    assert lemmas.lemma("Impeached", "VBD", [4, 2, 3]) == "impeach"
