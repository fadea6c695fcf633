"""The reader as torch sees it: the encoder's layers, a head over tokens, and one over the whole."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

from bot.reader.examples import Example
from bot.reader.reading import fitting

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
SAYS = ("yes", "no", "neither")


class Reader(nn.Module):
    """Logits of each token for being in the answer, the first one's for there being none; and what is said.

    A sentence's score is logsumexp over its tokens less the first token's logit: the log of how much
    likelier the answer is to lie in it than nowhere in the text.
    """

    def __init__(self, bert: nn.Module, width: int) -> None:
        super().__init__()
        self.bert = bert
        self.tokens = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.says = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(SAYS)))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Shapes (batch, length) → (batch, length) and (batch, 3)."""
        hidden: Any = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        states = hidden.last_hidden_state
        return self.tokens(states).squeeze(-1), self.says(states[:, 0])


@dataclass(frozen=True, slots=True)
class Row:
    """An example as numbers; an answer may lie in the tokens from `first` on that are not the last."""

    ids: "array[int]"
    context: int  # where the title and the text begin
    first: int  # where the text does
    answer: tuple[int, ...] | None  # tokens; 0, the first, for no answer
    says: int  # -100 where unknown, as cross_entropy leaves out


def encode_pair(tokenizer: Tokenizer, question: str, context: str) -> Encoding:
    """[CLS] question [SEP] context [SEP]; the question, then the context, cut to fit."""
    return tokenizer.encode(fitting(tokenizer, question), context)


def as_row(example: Example, tokenizer: Tokenizer) -> Row | None:
    """The example as numbers; None where its answer was cut off."""
    head = f"{example.title}\n" if example.title else ""
    encoding = encode_pair(tokenizer, example.question, head + example.text)
    offsets, context = encoding.offsets, encoding.type_ids.index(1)
    first = next(place for place in range(context, len(offsets)) if offsets[place][0] >= len(head))
    answer: tuple[int, ...] | None = None
    if example.answers is not None:
        spans = [(low + len(head), high + len(head)) for low, high in example.answers]
        answer = tuple(
            place
            for place in range(first, len(offsets) - 1)
            if any(offsets[place][0] < high and offsets[place][1] > low for low, high in spans)
        )
        if spans and not answer:
            return None
        answer = answer or (0,)
    says = SAYS.index(example.says) if example.says else -100
    return Row(array("i", encoding.ids), context, first, answer, says)


def collate(rows: Sequence[Row]) -> dict[str, Tensor]:
    """Rows padded to the longest."""
    shape = len(rows), max(len(row.ids) for row in rows)
    numbers = {name: torch.zeros(shape, dtype=torch.long) for name in INPUTS}
    masks = {name: torch.zeros(shape, dtype=torch.bool) for name in ("readable", "answer")}
    for place, row in enumerate(rows):
        length = len(row.ids)
        numbers["input_ids"][place, :length] = torch.frombuffer(row.ids, dtype=torch.int32)
        numbers["attention_mask"][place, :length] = 1
        numbers["token_type_ids"][place, row.context : length] = 1
        masks["readable"][place, row.first : length - 1] = True
        masks["readable"][place, 0] = True
        masks["answer"][place, list(row.answer or ())] = True
    return {**numbers, **masks, "says": torch.tensor([row.says for row in rows])}


def losses(logits: Tensor, says: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Mean of -log P(the answer's tokens), the first token standing for none; and of what is said."""
    known = batch["answer"].any(dim=1)
    low = torch.finfo(torch.float32).min
    logits = logits.float()
    every = torch.logsumexp(logits.masked_fill(~batch["readable"], low), dim=1)
    right = torch.logsumexp(logits.masked_fill(~batch["answer"], low), dim=1)
    where = (every - right)[known].mean() if bool(known.any()) else logits.sum() * 0
    said = (
        nn.functional.cross_entropy(says.float(), batch["says"])
        if bool((batch["says"] >= 0).any())
        else says.sum() * 0
    )
    return where, said
