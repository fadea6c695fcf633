"""Many vectors in clusters: how many of these, and how many a question looks into."""

import math
from collections.abc import Callable
from typing import Any

import faiss

from index.types import FloatMatrix

EXACT_UP_TO = 100_000  # vectors, which are all compared with a question in about 10 ms
# Clusters that a question looks into. Of 100,000 vectors recombined from news, 400 real questions found .985
# of their ten nearest in 64 clusters, .992 in 128 and .998 in 256; of real ones alone .01 less.
PROBES = 192
SAMPLE_PER_CLUSTER = 64  # vectors that clusters are found by
ROUNDS = 10  # of moving the clusters' centres
_maps: Any = faiss  # whose stubs lack them
NO_PLACES, PLACES_BY_NUMBER = _maps.DirectMap.NoMap, _maps.DirectMap.Hashtable


def cluster_count(vectors: int) -> int:
    """The power of two nearest to four times the square root: 1,024 for 100,000, and 4,096 for 1,000,000."""
    return int(2 ** round(math.log2(4 * math.sqrt(max(1, vectors)))))


def probes(clusters: int, share: float) -> int:
    """Clusters to look into when a `share` of the vectors counts: where few do, they lie far apart."""
    return min(clusters, math.ceil(PROBES / max(share, PROBES / clusters)))


def cluster(dimension: int, clusters: int, sample: Callable[[int], FloatMatrix]) -> Any:
    """An empty index whose clusters are those of a `sample` of at most so many vectors.

    Vectors are kept in 16 bits a number, which changes a cosine by less than 0.001.
    """
    index: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        clusters,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # vectors themselves are kept, not how they differ from their cluster's centre
    )
    index.cp.niter = ROUNDS
    index.cp.seed = 0
    index.train(sample(clusters * SAMPLE_PER_CLUSTER))
    return index
