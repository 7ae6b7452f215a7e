"""Writes a trained model as `models/en/` holds it (float16 weights, vocabulary, labels, a checked sample) and reads it back.

`python -m detente_training.export --checkpoint FILE --data DIR --out ../models/en`
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .batches import Labels
from .data import TRAINING_SETS, read_treebank
from .evaluate import Language, predict
from .features import MAX_WINDOW_PIECES, MAX_WORD_CHARACTERS, MAX_WORD_PIECES, WordPieces, shape
from .lemmas import CANDIDATES, CLOSE_CANDIDATES, INFLECTED, LONGEST_ENDING, Lemmas
from .model import Parser, Shape

FORMAT = "detente.model/1"
SAMPLE_FORMAT = "detente.model-sample/1"


def save_model(folder: Path, model: Parser, labels: Labels, lemmas: Lemmas, vocabulary: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: t.detach().to(torch.float16).contiguous() for name, t in model.state_dict().items()}
    assert all(torch.isfinite(t).all() for t in tensors.values())
    save_file(tensors, folder / "weights.safetensors", metadata={"format": FORMAT})
    (folder / "weights.safetensors").chmod(0o644)
    lemmas.save(folder / "lemmas.tsv")
    (folder / "vocab.txt").write_text("".join(f"{piece}\n" for piece in vocabulary), encoding="utf-8")
    limits = {
        "max_window_pieces": MAX_WINDOW_PIECES,
        "max_word_pieces": MAX_WORD_PIECES,
        "max_word_characters": MAX_WORD_CHARACTERS,
        "lemma_candidates": CANDIDATES,
        "lemma_close_candidates": CLOSE_CANDIDATES,
        "lemma_longest_ending": LONGEST_ENDING,
    }
    description = {"format": FORMAT, "language": "en", "config": model.shape.to_json() | limits, **asdict(labels)}
    description["inflected_xpos"] = INFLECTED
    description["lemma_endings"] = [[ending, xpos, rule] for (ending, xpos), rule in lemmas.endings.items()]
    (folder / "labels.json").write_text(_json(description) + "\n", encoding="utf-8")


def load_exported(folder: Path) -> tuple[Parser, Language]:
    """The exported float16 weights, run in float32."""
    description = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    if description["format"] != FORMAT:
        raise ValueError(f"{folder}/labels.json: format {description['format']!r}, expected {FORMAT!r}")
    config = {k: v for k, v in description["config"].items() if k in Shape.__dataclass_fields__}
    model = Parser(Shape(**config))
    weights = {k: t.float() for k, t in load_file(folder / "weights.safetensors").items()}
    model.load_state_dict(weights, strict="event.weight" in weights)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    labels = Labels(**{k: description[k] for k in Labels.__dataclass_fields__ if k in description})
    lemmas = Lemmas.load(labels.lemma_rules, description["lemma_endings"], folder / "lemmas.tsv")
    return model.eval(), Language(WordPieces(vocabulary), labels, lemmas)


def save_sample(folder: Path, data: Path, count: int = 20) -> None:
    """Sentences with the answers of the exported weights, alone in their batch: what any other reader must reproduce."""
    model, language = load_exported(folder)
    wordpieces = language.wordpieces
    news = [s for s in read_treebank(data, "gum-dev") if s.document.startswith("GUM_news")]
    ewt = [s for s in read_treebank(data, "ewt-dev") if len(s) >= 4]
    chosen = news[3 : 3 + count] + ewt[:: len(ewt) // count][:count]
    forms = [s.forms for s in chosen] + [tuple(f.upper() for f in news[4].forms), ("naïve", "İstanbul", "…", "北京", "don’t", "\u200b")]
    sentences = []
    for number, words in enumerate(forms):
        [(_, prediction, vectors, arcs)] = predict(model, language, [words])
        entry = {"words": words, "pieces": [wordpieces.word(w) for w in words], "shapes": [shape(w) for w in words]}
        entry |= prediction
        if number < 3:
            entry["vectors"] = [[round(x, 5) for x in v[:8].tolist()] for v in vectors]
            entry["arcs"] = [[round(x, 4) for x in row] for row in arcs.tolist()]
        sentences.append(entry)
    note = "words from UD English GUM (Wikinews, CC BY) and UD English EWT (CC BY-SA 4.0); answers by the weights beside"
    lines = ",\n".join(_json(s) for s in sentences)
    text = f'{{"format": "{SAMPLE_FORMAT}", "source": "{note}", "sentences": [\n{lines}\n]}}\n'
    (folder / "sample").mkdir(exist_ok=True)
    (folder / "sample" / "sample.json").write_text(text, encoding="utf-8")


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a checkpoint.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--temperature", type=float, default=1.0, help="what the event scores are divided by, from a run with --held-share")
    parser.add_argument("--weights", choices=("average", "last"), default="average")
    args = parser.parse_args()
    torch.set_num_threads(2)
    saved = torch.load(args.checkpoint, weights_only=False)
    labels = Labels(**saved["labels"])
    model = Parser(Shape(**saved["shape"]))
    model.load_state_dict(saved[args.weights])
    with torch.no_grad():
        model.event.weight /= args.temperature
        model.event.bias /= args.temperature
    train = [s for name in TRAINING_SETS for s in read_treebank(args.data, name)]
    save_model(args.out, model, labels, Lemmas.of(labels.lemma_rules, train), saved["vocabulary"])
    save_sample(args.out, args.data)


if __name__ == "__main__":
    main()
