"""`python -m bot.reader.train DATA`: trains the reader from the encoder's weights, with fixed seeds."""

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor

from bot.reader import attention, card
from bot.reader.data import Data
from bot.reader.export import export
from bot.reader.measure import measure
from bot.reader.model import INPUTS, Reader, Row, as_row, collate, losses
from bot.reader.reading import FOLDER, GRAPH, MOST_TOKENS, OnnxReader
from bot.reader.restore import restored

SEED = 20_261
BATCH_TOKENS = 4_000


class Stage(NamedTuple):
    """A run of training: steps, the highest learning rate in it, what is taken of the data, and kept of it.

    `others`: how much of all sets but the written one is gone through each time; `kept`: how much of the
    weights that it ends with goes into what ships, the rest being of those that it began with.
    """

    steps: int
    rate: float
    others: float = 1.0
    kept: float = 1.0


STAGES = (
    Stage(3_300, 1.5e-4),
    Stage(3_600, 1e-4, kept=0.5),
    Stage(3_000, 1e-4, others=0.25, kept=0.93),
    Stage(1_600, 8e-5, others=0.25, kept=0.7),
)
WARM_STEPS = 200
SAYS_WEIGHT = 0.3


def start() -> tuple[Reader, Tokenizer]:
    """The encoder's layers with fresh heads. Its word vectors stay as they are: there are few new words."""
    from index.export import load_model
    from index.models import packaged_model

    source = load_model(str(packaged_model()))
    bert: Any = source[0].auto_model
    for parameter in bert.embeddings.parameters():
        parameter.requires_grad = False
    tokenizer = source.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS, strategy="only_second")
    return Reader(bert, bert.config.hidden_size), tokenizer


def rows_of(data: Path, tokenizer: Tokenizer, seed: int, share: float) -> list[Row]:
    """The examples to train on as numbers, without those whose answer is cut off."""
    examples = Data(data, held=False, seed=seed, share=share).examples()
    return [row for example in examples if (row := as_row(example, tokenizer))]


def batches(rows: Sequence[Row], chance: random.Random) -> Iterator[list[Row]]:
    """Rows of like length together, in an order by chance; as many in each as BATCH_TOKENS allow."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    chunks = [shuffled[place : place + 2000] for place in range(0, len(shuffled), 2000)]
    for chunk in chunks:
        chunk.sort(key=lambda row: len(row.ids))
        ready: list[list[Row]] = [[]]
        for row in chunk:
            if (len(ready[-1]) + 1) * len(row.ids) > BATCH_TOKENS:
                ready.append([])
            ready[-1].append(row)
        chance.shuffle(ready)
        yield from ready


def train(model: Reader, batches: Iterator[list[Row]], steps: int, rate: float, path: Path) -> None:
    """One stage: the rate rises, then falls to nothing. Writes the weights now and then, and at the end."""
    bert: Any = model.bert
    bert.set_attn_implementation(attention.NAME)
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    began, where, said = time.monotonic(), 1.0, 1.0
    for step, batch in enumerate(itertools.islice(batches, steps)):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARM_STEPS) * max(0.01, 1 - step / steps)
        tensors = collate(batch)
        with torch.autocast("cpu", torch.bfloat16):
            logits, says = model(*(tensors[name] for name in INPUTS))
        first, second = losses(logits, says, tensors)
        (first + SAYS_WEIGHT * second).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        where, said = 0.98 * where + 0.02 * first.item(), 0.98 * said + 0.02 * second.item()
        if step % 50 == 49:
            seconds = time.monotonic() - began
            print(f"{step + 1}/{steps}: where {where:.3f}, says {said:.3f}, {seconds:.0f} s", flush=True)
        if step % 500 == 499:
            torch.save(model.state_dict(), path)
    torch.save(model.state_dict(), path)


def mixed(before: dict[str, Tensor], after: dict[str, Tensor], kept: float) -> dict[str, Tensor]:
    """Weights between those before a stage and those after it: what it taught, with less of what it unlearnt.

    Wortsman et al., 2022 (arXiv 2203.05482), call it a model soup.
    """
    return {
        name: kept * value + (1 - kept) * before[name] if value.is_floating_point() else value
        for name, value in after.items()
    }


def endless(data: Path, tokenizer: Tokenizer, seed: int, share: float) -> Iterator[list[Row]]:
    """Batches of the training part, read again with other windows whenever it has been gone through."""
    chance = random.Random(seed)  # noqa: S311 (the order of examples)
    for again in itertools.count():
        yield from batches(rows_of(data, tokenizer, seed + again, share), chance)


def main() -> None:
    """Train, export the weights into the package, measure them, and write the card's tables."""
    parser = argparse.ArgumentParser(prog="python -m bot.reader.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of data sets; see README.md beside this file")
    parser.add_argument("--out", type=Path, default=Path("reader-training"), help="for weights on the way")
    parser.add_argument(
        "--weights", type=Path, nargs="*", default=(), help="that stages gone through have written"
    )
    parser.add_argument(
        "--further", action="store_true", help="the last stage alone, from the weights that are there"
    )
    options = parser.parse_args()
    torch.manual_seed(SEED)
    model, tokenizer = start()
    model.eval()  # no dropout: it takes a third of the time, and no example is seen often
    options.out.mkdir(parents=True, exist_ok=True)
    if options.further:
        model.load_state_dict(restored(FOLDER / GRAPH, model.state_dict()))
    first = len(STAGES) - 1 if options.further else 0
    for place, stage in enumerate(STAGES[first:], first):
        before = {name: value.clone() for name, value in model.state_dict().items()}
        path = options.out / f"stage{place + 1}.pt"
        if place < len(options.weights):
            path = options.weights[place]
        else:
            examples = endless(options.data, tokenizer, SEED + 100 * place, stage.others)
            train(model, examples, stage.steps, stage.rate, path)
        model.load_state_dict(mixed(before, torch.load(path, weights_only=True), stage.kept))
    export(model, tokenizer, FOLDER)
    print(card.write(measure(OnnxReader(), options.data)))


if __name__ == "__main__":
    main()
