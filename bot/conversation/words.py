"""Words of grammar, as patterns and sets."""

import re

WH = r"who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|often|far|old|big))?"
AUX = (
    r"is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|hasn['’]t|haven['’]t|won['’]t"
)
PERSON = frozenset("he she him her his hers himself herself".split())
POSSESSIVE = frozenset("his her its their".split())
PLURAL = frozenset("they them their theirs themselves".split())
POINTING = PERSON | PLURAL | frozenset("it its itself".split())
IN_PLACE = re.compile(
    r"(?:in|at|from|for|with|to|of|by|on|about|against|since|until|before|after|during)\s+", re.IGNORECASE
)


def is_possessive(name: str) -> bool:
    """Whether it ends as `Apple’s` does."""
    return name.endswith(("'s", "’s"))


def possessive(name: str) -> str:
    """`Apple’s`."""
    return name if is_possessive(name) else f"{name}’s"
