"""The words' segments between two generations: shared as links, until too much in them is of what is gone.

A passage that goes is only marked in its segment, where its words stay. Once such passages are more than a
part of all, the words are written anew from the articles, so that what is gone leaves the disk.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import StoreError
from index.heading import heading
from index.rows import Stored
from index.words import LOCK_PREFIX, Words, WordsEntry

# Both together keep what one change costs the same whatever the corpus's size: writing 10 passages anew for
# each that went, or a fifth of a second.
MOST_GONE = 0.1  # of all passages in the segments
SMALL = 2_000  # passages that are written anew whenever one of them has gone


def link_segments(source: Path, target: Path) -> set[str]:
    """Make `target` a folder with what is in `source`; the names of what is shared and never rewritten."""
    target.mkdir()
    shared = set()
    for path in source.iterdir():
        if path.name.startswith(LOCK_PREFIX):
            continue
        try:
            # What tantivy rewrites, it replaces by a rename: the link's other end stays as it is.
            os.link(path, target / path.name)
        except OSError:
            shutil.copyfile(path, target / path.name)
        if path.suffix and not path.name.endswith(".json"):
            shared.add(f"{target.name}/{path.name}")
    return shared


def count_gone(folder: Path) -> int:
    """How many passages are marked as gone. Raises StoreError for a damaged folder."""
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
        return sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder} is damaged") from error


def is_stale(gone: int, held: int) -> bool:
    """Whether so many passages have gone, beside those still held, that the rest is to be written anew."""
    return gone > 0 and (gone + held <= SMALL or gone > MOST_GONE * (gone + held))


def write_anew(folder: Path, passages: Iterable[Stored]) -> None:
    """Put a folder of these passages alone in its place. Raises OSError when the disk is full."""
    shutil.rmtree(folder)
    folder.mkdir()
    with Words(folder).writing() as writer:
        for stored in passages:
            writer.add(WordsEntry(stored.number, heading(stored.article), stored.passage.text))
