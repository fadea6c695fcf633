"""Articles: files read, cleaned and cut into passages."""
