"""Footnote beside the libraries that a project like it would be built on, each in its own best settings."""
