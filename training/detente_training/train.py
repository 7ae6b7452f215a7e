"""Trains the parser on the treebanks whose licence allows it.

`python -m detente_training.train --data DIR --work DIR --epochs 22 [--minutes 60] [--samples FILE] [--start DIR]`
With `--samples` (from `cargo xtask samples`) the event heads learn too; with `--start` training goes on from exported weights.
The learning rate falls with the steps done or, where `--minutes` is given, with the time used, whichever is further.
"""

import argparse
import math
import random
import time
from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch.nn import functional as F

from .batches import IGNORED, Encoded, Labels, batches, encode, encode_sample, tensors
from .data import TRAINING_SETS, augmented, read_samples, read_treebank
from .evaluate import Language, score
from .events import held_back, read, report
from .export import load_exported
from .features import MAX_WINDOW_PIECES, WordPieces
from .lemmas import Lemmas
from .model import Parser, Shape, base_encoder_folder, load_base_encoder

WARM_UP = 0.08
MASKED_PIECES = 0.05
HARD_WEIGHT = 1.3
AVERAGE_EVERY = 8
EVENT_SHARE = 4.0
ROLE_SHARE = 20.0


def loss_of(model: Parser, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    words = model.words(batch["pieces"], batch["shapes"], batch["bias"], batch["pooling"])
    words = model.head_dropout(words)
    real = batch["real"]
    weight = torch.where(batch["hard"][real] == 1, HARD_WEIGHT, 1.0)
    weight = weight / weight.sum()

    arcs = model.arc_scores(words).float()
    head_is_word = torch.cat((torch.ones_like(real[:, :1]), real), 1)
    own = torch.eye(arcs.shape[1], dtype=torch.bool, device=arcs.device)
    arcs = arcs.masked_fill(~head_is_word[:, None, :] | own, -1e4)[:, 1:]
    gold_heads = batch["head"].clamp(min=0)
    loss = (F.cross_entropy(arcs[real], batch["head"][real], reduction="none") * weight).sum()
    labels = model.label_scores(words, gold_heads).float()
    loss = loss + (F.cross_entropy(labels[real], batch["deprel"][real], reduction="none") * weight).sum()
    for name, scores in model.tag_scores(words).items():
        target = batch[name][real]
        if (target != IGNORED).any():
            share = 0.5 * (target != IGNORED).float().mean() if name == "mention" else 0.5
            loss = loss + share * F.cross_entropy(scores.float()[real], target, ignore_index=IGNORED)
    return loss


def event_loss_of(model: Parser, batch: dict[str, torch.Tensor], encoded: list[Encoded]) -> torch.Tensor:
    words = model.head_dropout(model.words(batch["pieces"], batch["shapes"], batch["bias"], batch["pooling"]))
    real = batch["real"]
    loss = EVENT_SHARE * F.cross_entropy(model.event_scores(words).float()[real], batch["event"][real])
    roles = [(row, *role) for row, sentence in enumerate(encoded) for role in sentence.roles]
    if roles:
        device = real.device
        rows = torch.tensor([r[0] for r in roles], device=device)
        triggers = torch.tensor([r[1] for r in roles], device=device)
        scores = model.role_scores(words, rows, triggers).float()
        gold = torch.zeros(scores.shape)
        for number, (_, _, *parties) in enumerate(roles):
            for party, word in enumerate(parties):
                if word is not None:
                    gold[number, party, word] = 1
        known = real[rows][:, None, :].expand_as(scores)
        loss = loss + ROLE_SHARE * F.binary_cross_entropy_with_logits(scores[known], gold.to(device)[known])
    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the parser.")
    parser.add_argument("--data", type=Path, required=True, help="folder of CoNLL-U files")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=22)
    parser.add_argument("--minutes", type=float, default=math.inf, help="time budget; the schedule ends by then")
    parser.add_argument("--encoder-rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--batch-pieces", type=int, default=1700)
    parser.add_argument("--average-decay", type=float, default=0.985)
    parser.add_argument("--score-every", type=int, default=3, help="epochs between scores on the dev sets")
    parser.add_argument("--samples", type=Path, help="marked sentences as `cargo xtask samples` writes them")
    parser.add_argument("--held-share", type=float, default=0.0, help="share of the samples' files kept for a score")
    parser.add_argument("--start", type=Path, help="exported weights to go on from, instead of the base encoder")
    parser.add_argument("--base", type=Path, help="folder of the base encoder; that of the Python package otherwise")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--float32", action="store_true", help="no bfloat16: faster on processors that have no arithmetic for it")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    random_ = random.Random(args.seed)
    args.work.mkdir(parents=True, exist_ok=True)
    began = time.time()

    train = [s for name in TRAINING_SETS for s in read_treebank(args.data, name)]
    samples, type_of = read_samples(args.samples) if args.samples else ([], {})
    dev = {name: read_treebank(args.data, name) for name in ("ewt-dev", "gum-dev")}
    if args.start:
        started, start = load_exported(args.start)
        vocabulary, labels = start.wordpieces.vocabulary, replace(start.labels, event_codes=Labels.of([], samples).event_codes)
    else:
        base_folder = args.base or base_encoder_folder()
        vocabulary = (base_folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        labels = Labels.of(train, samples)
    wordpieces = WordPieces(vocabulary)
    language = Language(wordpieces, labels, Lemmas.of(labels.lemma_rules, train))
    train = [s for s in train if encode(s, wordpieces, labels).pieces() <= MAX_WINDOW_PIECES + 2]
    sizes = Shape(
        upos=len(labels.upos),
        xpos=len(labels.xpos),
        lemma=len(labels.lemma_rules),
        deprel=len(labels.deprels),
        mention=len(labels.mention_types),
        event=len(labels.event_codes),
    )
    print(f"{len(train)} sentences, {sizes}", flush=True)
    model = Parser(sizes)
    if args.start:
        same = labels.event_codes == start.labels.event_codes
        model.load_state_dict({n: t for n, t in started.state_dict().items() if same or not n.startswith("event.")}, strict=False)
    else:
        load_base_encoder(model, base_folder)
    device = torch.device(args.device)
    model.to(device)
    held = held_back(samples, args.held_share)
    kept = [s for s in samples if s.document in held]
    samples = [s for s in samples if s.document not in held]
    seen = {s.forms[e.word].lower() for s in samples for e in s.events}

    encoder = model.encoder_parameters()
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "lr": args.encoder_rate, "weight_decay": 0.01},
        {"params": heads, "lr": args.head_rate, "weight_decay": 0.01},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    peaks = [g["lr"] for g in groups]
    average = {name: t.detach().clone() for name, t in model.state_dict().items()}
    generator = torch.Generator().manual_seed(args.seed)

    first_epoch, step, progress, used = 1, 0, 0.0, 0.0
    if args.resume:
        saved = torch.load(args.work / "checkpoint.pt", weights_only=False)
        model.load_state_dict(saved["last"])
        average = saved["average"]
        optimizer.load_state_dict(saved["optimizer"])
        first_epoch, step, used = saved["epoch"] + 1, saved["step"], saved["seconds"]
        for source in (random_.seed, torch.manual_seed, generator.manual_seed):
            source(args.seed + 1000 * saved["epoch"])
    training_began = time.time() - used
    for epoch in range(first_epoch, args.epochs + 1):
        if progress >= 1:
            break
        epoch_began, total, words = time.time(), 0.0, 0
        encoded = [encode(augmented(s, random_), wordpieces, labels) for s in train]
        marked = [encode_sample(augmented(s, random_), wordpieces, labels) for s in samples]
        plan = [[encoded[i] for i in chosen] for chosen in batches(encoded, args.batch_pieces, random_)]
        plan += [[marked[i] for i in chosen] for chosen in batches(marked, args.batch_pieces, random_)]
        random_.shuffle(plan)
        model.train()
        for done, chosen in enumerate(plan):
            by_steps = (epoch - 1 + done / len(plan)) / args.epochs
            progress = max(by_steps, (time.time() - training_began) / 60 / args.minutes)
            if progress >= 1:
                break
            rate = min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP), 1.0)
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * rate
            batch = {name: t.to(device) for name, t in tensors(chosen, wordpieces).items()}
            masked = (torch.rand(batch["pieces"].shape, generator=generator) < MASKED_PIECES).to(device)
            masked &= batch["shapes"] != 0
            batch["pieces"] = batch["pieces"].masked_fill(masked, wordpieces.mask)
            with torch.autocast(device.type, torch.bfloat16, enabled=not args.float32):
                loss = loss_of(model, batch)
                if "event" in batch:
                    loss = loss + event_loss_of(model, batch, chosen)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            total += float(loss.detach())
            words += int(batch["real"].sum())
            if step % AVERAGE_EVERY == 0:
                decay = min(args.average_decay, step / (step + 80))
                with torch.no_grad():
                    state = model.state_dict()
                    torch._foreach_lerp_(list(average.values()), [state[n] for n in average], 1 - decay)
            if step % 100 == 0:
                speed = words / (time.time() - epoch_began)
                print(f"step {step} progress {progress:.3f} loss {total / (done + 1):.3f} {speed:.0f} words/s", flush=True)
        seconds = time.time() - epoch_began
        print(f"epoch {epoch} progress {progress:.3f} loss {total / len(plan):.4f} {seconds:.0f} s", flush=True)
        last_epoch = epoch == args.epochs or progress >= 1
        saved = {
            "shape": asdict(sizes),
            "labels": asdict(labels),
            "vocabulary": vocabulary,
            "average": {name: t.cpu() for name, t in average.items()},
            "last": {name: t.cpu() for name, t in model.state_dict().items()},
            "optimizer": optimizer.state_dict(),
            "epoch": epoch,
            "step": step,
            "seconds": time.time() - training_began,
        }
        torch.save(saved, args.work / "checkpoint.tmp")
        (args.work / "checkpoint.tmp").replace(args.work / "checkpoint.pt")
        if last_epoch or epoch % args.score_every == 0:
            scorer = Parser(sizes)
            for kind in ("average", "last") if last_epoch else ("average",):
                scorer.load_state_dict(saved[kind])
                for name, gold in dev.items():
                    with torch.autocast("cpu", torch.bfloat16, enabled=not args.float32):
                        result = score(scorer, language, gold)
                    print(f"  {kind} {name}", "  ".join(f"{k} {v:.2f}" for k, v in result.items()), flush=True)
                for line in report(read(scorer, wordpieces, labels, kept, seen), labels, type_of) if kept else ():
                    print(f"  {kind} events: {line}", flush=True)
    print(f"done in {(time.time() - began) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
