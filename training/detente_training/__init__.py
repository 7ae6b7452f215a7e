"""Treebanks in, model weights out: everything that makes `models/en/`."""
