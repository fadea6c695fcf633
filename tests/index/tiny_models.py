"""Models of two layers with random weights, and what they themselves make of a text."""

import pytest

from index.export import load_model
from index.models import ModelSettings, open_encoder

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"the ferry was late fog over harbour query passage : .".split(),
)
TEXTS = ["The ferry was late.", "fog", "Fog over the harbour " * 3, "the ferry " * 40, ""]
LENGTH = 24  # tokens that the tiny models read


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """Make the folder of a model of two layers with random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    def make(pooling="mean", normalize=True, prompts=None, default_prompt=None, seed=0):
        folder = tmp_path_factory.mktemp("tiny")
        (folder / "vocab.txt").write_text("\n".join(WORDS))
        torch.manual_seed(seed)
        sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
        bert = BertModel(BertConfig(vocab_size=len(WORDS), max_position_embeddings=LENGTH, **sizes))
        bert.save_pretrained(folder / "bert")
        BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
        modules = [Transformer(str(folder / "bert"), max_seq_length=LENGTH), Pooling(32, pooling)]
        model = SentenceTransformer(
            modules=[*modules, Normalize()] if normalize else modules,
            prompts=prompts,
            default_prompt_name=default_prompt,
            device="cpu",
        )
        model.save(str(folder / "model"))
        return folder / "model"

    return make


@pytest.fixture(scope="session")
def plain(tiny):
    return tiny()


def opened(home, folder, precision="fp32"):
    lines = []
    return open_encoder(home, ModelSettings(str(folder), precision), lines.append), lines


def itself(folder, texts, prompt=""):
    model = load_model(str(folder))
    return model.encode([prompt + text for text in texts], prompt="", normalize_embeddings=True)
