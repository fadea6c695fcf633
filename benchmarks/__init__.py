"""What the README claims, measured: each figure beside its peer, in one run."""
