"""The network of the parser in PyTorch; src/detente/syntax/network.py computes the same with numpy."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

from detente.syntax.network import DISTANCES, distance_table


class Recurrence(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + i[t] along the first axis: the light recurrence of SRU and QRNN."""

    @staticmethod
    def forward(ctx, f: Tensor, i: Tensor) -> Tensor:  # type: ignore[no-untyped-def,override]
        out = torch.empty_like(i)
        c = torch.zeros_like(i[0])
        for t in range(i.shape[0]):
            c = torch.addcmul(i[t], f[t], c, out=out[t])
        ctx.save_for_backward(f, out)
        return out

    @staticmethod
    def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[no-untyped-def,override]
        f, out = ctx.saved_tensors
        gi = torch.empty_like(grad)
        g = grad[-1]
        gi[-1] = g
        for t in range(grad.shape[0] - 2, -1, -1):
            g = torch.addcmul(grad[t], f[t + 1], g, out=gi[t])
        gf = torch.zeros_like(gi)
        gf[1:] = gi[1:] * out[:-1]
        return gf, gi


def shared_dropout(x: Tensor, rate: float, training: bool) -> Tensor:  # noqa: FBT001 - as torch has it
    """One mask for all time steps of a sentence; x is time x batch x width."""
    if not training or not rate:
        return x
    return x * x.new_empty(1, x.shape[1], x.shape[2]).bernoulli_(1 - rate) / (1 - rate)


class Layer(nn.Module):
    """A bidirectional simple recurrent unit with a highway connection, after layer normalisation."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.lin = nn.Linear(width, 3 * width)
        nn.init.xavier_uniform_(self.lin.weight)
        with torch.no_grad():
            self.lin.bias.zero_()
            self.lin.bias[width : 2 * width] = 1.0
            self.lin.bias[2 * width :] = -1.0
        self.dropout = dropout
        self.width = width

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        z, f, r = self.lin(shared_dropout(self.norm(x), self.dropout, self.training)).chunk(3, -1)
        f = torch.sigmoid(f)
        i = (1 - f) * z * mask
        half = self.width // 2
        forward = Recurrence.apply(f[..., :half].contiguous(), i[..., :half].contiguous())
        back = Recurrence.apply(f[..., half:].flip(0).contiguous(), i[..., half:].flip(0).contiguous()).flip(0)
        c = torch.tanh(torch.cat((forward, back), -1))
        return x + torch.sigmoid(r) * shared_dropout(c, self.dropout / 2, self.training)


class Parser(nn.Module):
    """Embeddings -> window -> recurrent layers -> tags; arcs by a biaffine scorer, labels by another."""

    def __init__(
        self,
        *,
        rows: int,
        sources: int,
        upos: int,
        feats: int,
        labels: int,
        embed: int = 128,
        width: int = 256,
        layers: int = 4,
        arc: int = 128,
        rel: int = 64,
        dropout: float = 0.33,
    ) -> None:
        super().__init__()
        self.embed = nn.Embedding(rows, embed)
        nn.init.normal_(self.embed.weight, std=0.1)
        self.source = nn.Embedding(sources, embed)
        nn.init.normal_(self.source.weight, std=0.02)
        self.norm = nn.LayerNorm(embed)
        self.window = nn.Linear(3 * embed, width)
        self.edge = nn.Parameter(torch.randn(embed) * 0.05)
        self.layers = nn.ModuleList(Layer(width, dropout) for _ in range(layers))
        self.final = nn.LayerNorm(width)
        self.tag = nn.Linear(width, upos)
        self.feat = nn.Linear(width, feats)
        self.heads = nn.Linear(width, 2 * arc)  # of the dependent, of the head
        self.rels = nn.Linear(width, 2 * rel)
        self.arc_matrix = nn.Parameter(torch.zeros(arc, arc))
        nn.init.xavier_uniform_(self.arc_matrix, 0.5)
        self.arc_head = nn.Parameter(torch.zeros(arc))
        self.root = nn.Parameter(torch.randn(arc) * 0.1)
        self.root_rel = nn.Parameter(torch.randn(rel) * 0.1)
        self.distance = nn.Linear(arc, DISTANCES)
        self.label_matrix = nn.Parameter(torch.randn(rel, labels, rel) * 0.02)
        self.label_dep = nn.Linear(rel, labels)
        self.label_head = nn.Linear(rel, labels, bias=False)
        self.arc, self.rel, self.dropout = arc, rel, dropout

    def encode(self, ids: Tensor, source: Tensor, mask: Tensor) -> Tensor:
        """ids time x batch x attributes, source batch, mask time x batch x 1 -> time x batch x width."""
        parts = self.embed(ids)
        if self.training:
            parts = parts * parts.new_empty(*parts.shape[:3], 1).bernoulli_(0.92)
        x = self.norm(parts.sum(2) + self.source(source)[None])
        x = F.dropout(x, self.dropout, self.training) * mask
        edge = self.edge.expand(1, x.shape[1], -1)
        x = x + (1 - mask) * self.edge
        before, after = torch.cat((edge, x[:-1])), torch.cat((x[1:], edge))
        h = F.gelu(self.window(torch.cat((before, x, after), -1)), approximate="tanh")
        for layer in self.layers:
            h = layer(h, mask)
        return shared_dropout(self.final(h), self.dropout, self.training)

    def forward(self, ids: Tensor, source: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Tags, feats (time x batch x classes), arcs (batch x dep x 1 + head; column 0 the root), rel vectors of both."""
        h = self.encode(ids, source, mask)
        arcs = shared_dropout(F.gelu(self.heads(h), approximate="tanh"), self.dropout, self.training).transpose(0, 1)
        rels = shared_dropout(F.gelu(self.rels(h), approximate="tanh"), self.dropout, self.training).transpose(0, 1)
        dep, head = arcs[..., : self.arc], arcs[..., self.arc :]
        head = torch.cat((self.root.expand(head.shape[0], 1, -1), head), 1)
        query = dep @ self.arc_matrix + self.arc_head
        scores = query @ head.transpose(1, 2)
        n = dep.shape[1]
        table = torch.as_tensor(distance_table(n)).expand(dep.shape[0], n, n + 1)
        scores = scores + torch.gather(self.distance(dep), 2, table)
        blank = torch.cat((mask.new_ones(1, mask.shape[1], 1), mask)).transpose(0, 1).transpose(1, 2)
        scores = scores.masked_fill(blank < 0.5, -1e9)
        rel_head = torch.cat((self.root_rel.expand(rels.shape[0], 1, -1), rels[..., self.rel :]), 1)
        return self.tag(h), self.feat(h), scores, rels[..., : self.rel], rel_head

    def label(self, dep: Tensor, head: Tensor) -> Tensor:
        """Label scores of pairs, n x labels."""
        mixed = torch.einsum("nd,dle->nle", dep, self.label_matrix)
        return torch.einsum("nle,ne->nl", mixed, head) + self.label_dep(dep) + self.label_head(head)
