"""Building an index beside plain sentence-transformers on the same passages."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cold import CORPUS
from benchmarks.int8_rate import encoder_rate, machine_rate
from benchmarks.table import Row
from index.build import build
from index.encoder import Encoder
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
    took = time.perf_counter() - begun
    alone = SAMPLE / took
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
        *_share_of_int8(home, encoder, texts, took, scratch),
    ]


def _share_of_int8(
    home: Path, encoder: Encoder, texts: list[str], took: float, scratch: Path
) -> Iterator[Row]:
    """Of an encoder that computes in int8."""
    settings = ModelSettings()
    if settings.chosen_precision == "int8":
        rate = machine_rate(scratch)
        reached = encoder_rate(home / "models" / settings.fingerprint, encoder, texts, took)
        yield Row(
            "its matrix products, of what all cores do of int8 with nothing between",
            f"{reached / rate:.0%}",
            f"{rate / 1e12:.2f} · 10¹² operations a second",
        )


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
