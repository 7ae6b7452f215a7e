"""Mention heads from GUM's `Entity=` brackets."""

from detente_training.data import _mention_heads


def test_innermost_mention_gives_the_type():
    misc = ("Entity=(1-person-new-a-sgl(2-place-new-b-sgl)", "_", "Entity=1)|X=y", "Entity=(3-time-new-c-sgl)")
    assert _mention_heads(misc, (3, 3, 0, 3)) == ("place", "none", "person", "time")
