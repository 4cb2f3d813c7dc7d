"""Trains the parser of one language and writes parser.npz; see README.md in this folder."""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from model import Parser
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the customary name
from treebank import Example, read, varied

from detente.language import Form, load_pack
from detente.syntax.features import ATTRIBUTES, keys, rows


def vocabulary(examples: list[Example], lexicon: dict[tuple[str, str], list[str]]) -> dict[int, int]:
    """Known attribute numbers -> rows; a whole word must stand twice or in a table of detente's, a part four times."""
    counts: Counter[int] = Counter()
    words: set[int] = set()
    for example in examples:
        for word, kind in zip(example.words, example.kinds, strict=True):
            found = keys(word, kind)
            counts.update(found)
            words.add(found[0])
    for word in {w for group in lexicon.values() for w in group}:
        found = keys(word, "word")
        counts[found[0]] += 2
        words.add(found[0])
    for kind in ("name", "time"):
        for key in keys("", kind):
            counts[key] = 10
    kept = sorted(k for k, c in counts.items() if c >= (2 if k in words else 4))
    return {key: ATTRIBUTES + i for i, key in enumerate(kept)}


def lexicon_of(language: str) -> dict[tuple[str, str], list[str]]:
    """Words of detente's tables by kind of form (treebank.form_of), e.g. ("v", "past") -> ["bombed", ...]."""
    pack = load_pack(language)
    found: dict[tuple[str, str], set[str]] = {}
    for row in pack.rows("events"):
        for pos in row.items("pos"):
            for lemma in row.items("lemma") if pos in ("v", "n") else ():
                for form in pack.inflector.forms(lemma, pos):
                    found.setdefault((pos, _kind(form, pos)), set()).add(form.text)
    for row in pack.rows("sets"):
        for word in row.items("words"):
            for form in pack.inflector.forms(word, "n"):
                found.setdefault(("n", _kind(form, "n")), set()).add(form.text)
    usable = {key: sorted(w for w in words if w.isalpha() and w.islower() and len(w) > 2) for key, words in found.items()}
    return {key: words for key, words in usable.items() if words}


def _kind(form: Form, pos: str) -> str:
    if pos == "n":
        return "plural" if form.tense == "plural" else ""
    return form.tense or form.voice


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of about `size` words with sentences of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.words) + rng.random() * 3)
    found: list[list[Example]] = [[]]
    for example in order:
        if len(found[-1]) and (len(found[-1]) + 1) * len(example.words) > size:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    return found


class Codec:
    """Examples -> tensors."""

    def __init__(
        self, index: dict[int, int], freq: Counter[int], sources: list[str], upos: list[str], feats: list[str], labels: list[str]
    ) -> None:
        self.index, self.freq, self.sources = index, freq, sources
        self.upos, self.feats, self.labels = upos, feats, labels
        self.cache: dict[tuple[str, str], tuple[int, ...]] = {}

    def tensors(self, batch: list[Example], rng: random.Random | None) -> dict[str, Tensor]:
        t, b = max(len(e.words) for e in batch), len(batch)
        ids = np.zeros((t, b, ATTRIBUTES), np.int64)
        mask = np.zeros((t, b, 1), np.float32)
        gold = {name: np.full((t, b), -1, np.int64) for name in ("upos", "feats", "heads", "labels")}
        tables = [{v: i for i, v in enumerate(names)} for names in (self.upos, self.feats, self.labels)]
        for j, e in enumerate(batch):
            n = len(e.words)
            ids[:n, j] = rows(zip(e.words, e.kinds, strict=True), self.index, self.cache)
            mask[:n, j] = 1
            gold["upos"][:n, j] = [tables[0].get(u, -1) for u in e.upos]
            gold["feats"][:n, j] = [-1 if f == "~" else tables[1].get(f, -1) for f in e.feats]
            gold["heads"][:n, j] = e.heads
            gold["labels"][:n, j] = [tables[2].get(x, -1) for x in e.labels]
        if rng is not None:
            seen = np.vectorize(lambda k: self.freq[k])(ids[..., 0]).astype(np.float32)
            noise = np.random.default_rng(rng.randrange(2**32))
            drop = noise.random(seen.shape) < 0.6 / (0.6 + seen) + 0.12
            ids[..., 0] = np.where(drop, 0, ids[..., 0])
            lost = drop & (noise.random(seen.shape) < 0.35)
            for place, rate in ((2, 1.0), (5, 1.0), (1, 0.2), (4, 0.1)):
                ids[..., place] = np.where(lost & (noise.random(seen.shape) < rate), place, ids[..., place])
        source = torch.tensor([self.sources.index(e.source) for e in batch])
        return {
            "ids": torch.from_numpy(ids),
            "mask": torch.from_numpy(mask),
            "source": source,
            **{k: torch.from_numpy(v) for k, v in gold.items()},
        }


def group_mask(names: list[str]) -> tuple[Tensor, Tensor]:
    """Additive masks over classes: for today's labels, for those of the older edition ("~")."""
    old = torch.tensor([n.startswith("~") for n in names])
    return old.float() * -1e4, (~old).float() * -1e4


def loss_of(model: Parser, data: dict[str, Tensor], old_source: int, masks: dict[str, tuple[Tensor, Tensor]]) -> Tensor:
    tags, feats, arcs, dep, head = model(data["ids"], data["source"], data["mask"])
    is_old = data["source"] == old_source

    def group(kind: str) -> Tensor:
        return torch.where(is_old[:, None], masks[kind][1][None], masks[kind][0][None])

    heads = data["heads"].transpose(0, 1)
    arc_loss = F.cross_entropy(arcs.reshape(-1, arcs.shape[-1]), heads.reshape(-1), ignore_index=-1)
    b_at, d_at = (heads >= 0).nonzero(as_tuple=True)
    scores = model.label(dep[b_at, d_at], head[b_at, heads[b_at, d_at]]) + group("labels")[b_at]
    label_loss = F.cross_entropy(scores, data["labels"].transpose(0, 1)[b_at, d_at], ignore_index=-1)
    tag_loss = F.cross_entropy((tags + group("upos")[None]).flatten(0, 1), data["upos"].flatten(), ignore_index=-1)
    feat_gold = data["feats"].flatten()
    feat_loss = F.cross_entropy(feats.flatten(0, 1), feat_gold, ignore_index=-1) if (feat_gold >= 0).any() else 0.0
    return arc_loss + label_loss + 0.4 * tag_loss + 0.2 * feat_loss


@torch.no_grad()
def evaluate(model: Parser, codec: Codec, examples: list[Example], masks: dict[str, tuple[Tensor, Tensor]]) -> dict[str, float]:
    """UAS, LAS (with punctuation, greedy heads), UPOS and feats accuracy."""
    model.eval()
    hits: Counter[str] = Counter()
    for batch in batches(examples, 3000, random.Random(1)):
        data = codec.tensors(batch, None)
        tags, feats, arcs, dep, head = model(data["ids"], data["source"], data["mask"])
        heads = data["heads"].transpose(0, 1)
        ok = heads >= 0
        best = arcs.argmax(-1)
        b_at, d_at = ok.nonzero(as_tuple=True)
        label = (model.label(dep[b_at, d_at], head[b_at, best[b_at, d_at]]) + masks["labels"][0]).argmax(-1)
        right = best[b_at, d_at] == heads[b_at, d_at]
        hits["n"] += len(b_at)
        hits["uas"] += int(right.sum())
        hits["las"] += int((right & (label == data["labels"].transpose(0, 1)[b_at, d_at])).sum())
        valid = data["upos"] >= 0
        hits["upos"] += int(((tags + masks["upos"][0]).argmax(-1) == data["upos"])[valid].sum())
        hits["feats"] += int((feats.argmax(-1) == data["feats"])[data["mask"][..., 0] > 0].sum())
    model.train()
    return {k: round(hits[k] / hits["n"], 4) for k in ("uas", "las", "upos", "feats")}


def export(model: Parser, codec: Codec, source: str, path: Path) -> None:
    """parser.npz: float16 arrays, embeddings as int8 with a scale per row; classes of older editions left out."""
    weights = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    keep = {
        name: np.array([i for i, v in enumerate(getattr(codec, name)) if not v.startswith("~")]) for name in ("upos", "feats", "labels")
    }
    out: dict[str, np.ndarray] = {}
    table = weights.pop("embed.weight")
    scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
    out["embed"] = np.round(table / scale).astype(np.int8)
    out["embed_scale"] = scale.astype(np.float16)
    out["source"] = weights.pop("source.weight")[codec.sources.index(source)]
    for name in ("tag", "feat"):
        kept = keep["upos" if name == "tag" else "feats"]
        out[f"{name}.weight"], out[f"{name}.bias"] = weights.pop(f"{name}.weight")[kept], weights.pop(f"{name}.bias")[kept]
    kept = keep["labels"]
    out["label_matrix"] = weights.pop("label_matrix")[:, kept]
    out["label_dep.weight"], out["label_dep.bias"] = weights.pop("label_dep.weight")[kept], weights.pop("label_dep.bias")[kept]
    out["label_head.weight"] = weights.pop("label_head.weight")[kept]
    out.update(weights)
    final = {k: v if v.dtype == np.int8 else v.astype(np.float16) for k, v in out.items()}
    final["keys"] = np.array(sorted(codec.index), np.uint32)
    for name in ("upos", "feats", "labels"):
        final["names_" + name] = np.array([getattr(codec, name)[i] for i in keep[name]])
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name("part.npz")
    np.savez_compressed(part, **final)
    part.replace(path)


def start_from(path: Path, model: Parser, codec: Codec) -> None:
    """Goes on from an exported parser.npz: rows and classes are found by name; those it lacks keep their random values."""
    stored = dict(np.load(path))
    state = model.state_dict()
    table = torch.from_numpy(stored["embed"].astype(np.float32) * stored["embed_scale"].astype(np.float32))
    rows_of = {key: ATTRIBUTES + row for row, key in enumerate(stored["keys"].tolist())}
    state["embed.weight"][:ATTRIBUTES] = table[:ATTRIBUTES]
    for key, row in codec.index.items():
        if key in rows_of:
            state["embed.weight"][row] = table[rows_of[key]]
    state["source.weight"] += torch.from_numpy(stored["source"].astype(np.float32)) - state["source.weight"][:1]
    classes = {"tag": "upos", "feat": "feats", "label_dep": "labels", "label_head": "labels", "label_matrix": "labels"}
    for name, value in stored.items():
        if name not in state:
            continue
        new = torch.from_numpy(value.astype(np.float32))
        kind = classes.get(name.split(".")[0])
        if kind is None:
            state[name] = new
            continue
        axis = 1 if name == "label_matrix" else 0
        places = torch.tensor([getattr(codec, kind).index(str(n)) for n in stored["names_" + kind]])
        state[name] = state[name].index_copy(axis, places, new)
    model.load_state_dict(state)


NEWS_WEIGHT = 5
"""How often an epoch holds each of our own news sentences: few, but the kind that detente reads."""


def corpora(language: str, folder: Path) -> tuple[list[Example], dict[str, list[Example]], list[Example], list[str]]:
    """Train, held-out (by name) and test examples and the names of the sources; the first source is the one used in detente."""
    own = read(str(Path(__file__).parent / f"news.{language}.conllu"), "ewt" if language == "en" else "csui")
    held_news, news = own[::10], [e for i, e in enumerate(own) if i % 10]
    if language == "en":
        return (
            read(str(folder / "en_ewt_train.conllu"), "ewt") + NEWS_WEIGHT * news,
            {"ewt": read(str(folder / "en_ewt_dev.conllu"), "ewt"), "news": held_news},
            read(str(folder / "en_ewt_test.conllu"), "ewt"),
            ["ewt"],
        )
    csui = read(str(folder / "id_csui_train.conllu"), "csui")
    random.Random(5).shuffle(csui)
    held, csui = csui[:60], csui[60:]
    train = 2 * csui + read(str(folder / "id_pud.conllu"), "pud")
    train += read(str(folder / "id_gsd_dev.conllu"), "gsd") + read(str(folder / "id_gsd_test.conllu"), "gsd")
    train += read(str(folder / "id_gsd_train_ud20.conllu"), "gsd20")
    train += NEWS_WEIGHT * news
    return train, {"csui": held, "news": held_news}, read(str(folder / "id_csui_test.conllu"), "csui"), ["csui", "pud", "gsd", "gsd20"]


def train(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    examples, held, test, sources = corpora(args.language, args.treebanks)
    lexicon = lexicon_of(args.language)
    index = vocabulary(examples, lexicon)
    freq: Counter[int] = Counter()
    for e in examples:
        for w, k in zip(e.words, e.kinds, strict=True):
            freq[index.get(keys(w, k)[0], 0)] += 1
    freq[0] = 10**9
    names = [
        sorted({v for e in examples for v in getattr(e, what)} - ({"~"} if what == "feats" else set()))
        for what in ("upos", "feats", "labels")
    ]
    codec = Codec(index, freq, sources, *names)
    masks = {what: group_mask(n) for what, n in zip(("upos", "feats", "labels"), names, strict=True)}
    sizes = json.loads(args.sizes)
    model = Parser(
        rows=ATTRIBUTES + len(index), sources=len(sources), upos=len(names[0]), feats=len(names[1]), labels=len(names[2]), **sizes
    )
    if args.start:
        start_from(args.start, model, codec)
        print("start", {k: evaluate(model, codec, e, masks) for k, e in held.items() if e}, flush=True)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.95), weight_decay=0.02, eps=1e-8)
    print(args.language, len(examples), "sentences", len(index), "rows", sum(p.numel() for p in model.parameters()), "weights", flush=True)
    old = sources.index("gsd20") if "gsd20" in sources else -1
    begin, step, epoch, shown = time.time(), 0, 0, 0.0
    budget = args.minutes * 60
    saved = 0.0
    while time.time() - begin < budget:
        epoch += 1
        for batch in batches([varied(e, rng, lexicon) for e in examples if len(e.words) < 130], args.batch, rng):
            done = (time.time() - begin) / budget
            if done >= 1:
                break
            rate = args.rate * min(1, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * done)) * 0.98 + 0.02)
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = loss_of(model, codec.tensors(batch, rng), old, masks)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            if step % 5 == 0:
                decay = min(0.995, step / (step + 50))
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - decay)
            shown = 0.98 * shown + 0.02 * float(loss.detach()) if shown else float(loss.detach())
        if time.time() - saved > args.save_every * 60 or time.time() - begin >= budget:
            current = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            print(
                f"epoch {epoch} step {step} {time.time() - begin:.0f}s loss {shown:.3f} held",
                {k: evaluate(model, codec, e, masks) for k, e in held.items() if e},
                flush=True,
            )
            export(model, codec, sources[0], args.out)
            if time.time() - begin >= budget:
                print("test", evaluate(model, codec, test, masks), flush=True)
                break
            model.load_state_dict(current)
            saved = time.time()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("language", choices=("en", "id"))
    options.add_argument("--treebanks", type=Path, required=True, help="folder with the CoNLL-U files")
    options.add_argument("--out", type=Path, required=True, help="where parser.npz goes")
    options.add_argument("--start", type=Path, help="a parser.npz of the same sizes to go on from")
    options.add_argument("--minutes", type=float, default=50)
    options.add_argument("--save-every", type=float, default=4, help="minutes between measurements")
    options.add_argument("--rate", type=float, default=2e-3)
    options.add_argument("--batch", type=int, default=1200, help="words, padding included")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--sizes", default="{}", help="JSON: embed, width, layers, arc, rel, dropout")
    train(options.parse_args())
