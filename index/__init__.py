"""Vectors, words and the generations on disk that hold them."""
