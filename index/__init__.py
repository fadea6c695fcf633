"""Vectors, words and the generations on disk that hold them."""

import os

# From 1.29 on onnxruntime's builds for Linux tell their maker which models are opened, unless this is set
# before it is imported. Footnote asks no network.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
