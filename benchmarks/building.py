"""Building an index beside plain sentence-transformers on the same passages."""

import random
import shutil
import time
from pathlib import Path

from benchmarks.cold import CORPUS
from benchmarks.table import Row
from index.build import build
from index.export import quiet
from index.heading import heading
from index.models import ModelSettings, open_encoder, packaged_model
from index.store import Home

SAMPLE = 200  # passages that the peer encodes; all of them would take it minutes


def measure_building(home: Path, corpus: Path, scratch: Path) -> list[Row]:
    """Passages a second over the whole path, reading to commit, and over the encoder alone."""
    encoder = open_encoder(home, ModelSettings(), print)
    report = build(Home(scratch / "news"), corpus, encoder, model="benchmark")
    whole = report.manifest.passages / report.seconds
    generation = Home(scratch / "news").open()
    assert generation is not None
    numbers = random.Random(0).sample(range(1, report.manifest.passages + 1), SAMPLE)
    stored = generation.fetch(numbers).values()
    texts = [f"{heading(found.article)}\n{found.passage.text}" for found in stored]
    begun = time.perf_counter()
    encoder.encode_passages(texts)
    alone = SAMPLE / (time.perf_counter() - begun)
    with quiet():
        from sentence_transformers import SentenceTransformer

        peer = SentenceTransformer(str(packaged_model()))
        peer.encode(texts[:8], show_progress_bar=False)
        begun = time.perf_counter()
        peer.encode(texts, show_progress_bar=False)
        theirs = SAMPLE / (time.perf_counter() - begun)
    beside = f"`SentenceTransformer.encode`, fp32: {theirs:.0f} passages a second"
    return [
        Row(
            f"building {report.manifest.articles} news articles, reading to commit",
            f"{whole:.0f} passages a second, {whole / theirs:.1f} times",
            beside,
        ),
        Row("the encoder alone", f"{alone:.0f} passages a second, {alone / theirs:.1f} times", beside),
    ]


def measure_one_more(home: Path, scratch: Path) -> list[Row]:
    """What `footnote index` embeds when one article is added."""
    encoder = open_encoder(home, ModelSettings(), print)
    folder = scratch / "articles"
    shutil.copytree(CORPUS, folder)
    last = max(folder.glob("*.txt"))
    text = last.read_bytes()
    last.unlink()
    build(Home(scratch / "five"), folder, encoder, model="benchmark")
    last.write_bytes(text)
    report = build(Home(scratch / "five"), folder, encoder, model="benchmark")
    return [
        Row(
            "one article added to four: passages embedded",
            f"{report.embedded} of {report.manifest.passages}",
            "all, without an incremental index",
        )
    ]
