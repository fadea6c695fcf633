"""The commands of `footnote`, one a module; each imports what it needs when it runs."""
