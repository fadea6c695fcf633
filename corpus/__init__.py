"""Articles: files read, cleaned and cut into passages."""

# Raise it when reading, cleaning or cutting changes what comes out: indexes are then made anew.
RULES_VERSION = 9
