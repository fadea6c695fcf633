"""Days, months and years in a question."""

import re

TIME = re.compile(
    r"\b(?:(?:in|on|since|until|by|before|after|during|last|this|next)\s+)*(?:(?:\d{1,2}\s+)?(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December)(?:\s+\d{1,2})?(?:,?\s+\d{4})?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:the\s+)?(?:19|20)\d0s|(?:19|20)\d\d|(?:last|this|next)\s+(?:week|month|year)|"
    r"yesterday|today|tomorrow)\b"
)


def names_time(text: str) -> bool:
    """Whether a day, a month or a year is named."""
    return bool(TIME.search(text))
