"""Shapes, lemma rules and pieces on words where they are easily wrong."""

from detente_training.features import WordPieces, apply_lemma_rule, lemma_rule, shape, windows


def test_every_shape_has_its_word():
    words = [", 2024 3,000 talks n't 20th I Iran Mr. USA U.S. F-16 McDonald iPhone Covid19"]
    assert [shape(w) for w in words[0].split()] == list(range(1, 16))


def test_a_rule_gives_back_the_lemma_it_was_made_of():
    for form, lemma in [
        ("Talks", "talk"), ("IRAN", "Iran"), ("NATO", "NATO"), ("n't", "not"), ("was", "be"), ("Gunmen", "gunman"),
        ("9:30", "9:30"), ("ies", "y"), (":", ":"), ("a:b:c", "a:b:d"), ("İstanbul", "İstanbul"), ("“", '"'),
    ]:
        assert apply_lemma_rule(lemma_rule(form, lemma), form) == lemma


def test_a_rule_that_does_not_fit_gives_nothing():
    assert apply_lemma_rule("l:3:y", "as") is None
    assert apply_lemma_rule("l:2:", "as") is None


def test_pieces():
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "naive", "talk", "##s", "-", "北"])
    names = list(pieces.ids)
    split = lambda word: [names[i] for i in pieces.word(word)]
    assert split("Naïve") == ["naive"]
    assert split("Talks-talk") == ["talk", "##s", "-", "talk"]
    assert split("北x") == ["北", "[UNK]"]
    assert split("\u200b") == ["[UNK]"]
    assert len(split("-" * 99)) == 24


def test_windows_hold_whole_words():
    assert windows([(0,) * 24] * 22) == [(0, 21), (21, 22)]
    assert windows([(0,)] * 510) == [(0, 510)]
