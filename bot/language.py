"""English words that carry no content, and how a text falls into words."""

import re

# Words that say how a question is put, not what it is about.
FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although am among an and another any anybody anyone
    anything are around as at away be became because become been before being below between both but by
    came can cannot come could d did didn do does doesn doing don done down during each either else ever
    every everyone everything few for from further get gets getting give given go goes going got had has
    hasn have haven having he her here hers herself him himself his how however i if in into is isn it
    its itself just keep kind ll let like m made make makes many may me might more most much must my
    myself near neither no nobody none nor not nothing now of off often on once one only onto or other
    others our ours ourselves out over own per perhaps please quite rather re really s same say saying
    says said shall she should since so some somebody someone something sort still such t take taken
    takes than that the their theirs them themselves then there these they thing things this those
    though through thus till to together too toward towards under until up upon us use used using ve
    very via was wasn way we well went were weren what whatever when where whether which while who whom
    whose why will with within without won would wouldn yes yet you your yours yourself article articles
    according tell explain describe list name show summarise summarize compare find happen happened
    happens exactly actually currently anything
    arent cant couldnt didnt doesnt dont hadnt hasnt havent hows im isnt ive shouldnt thats theres theyre
    wasnt werent whats whens wheres whos whys wont wouldnt youre abt btw dunno gonna gotta hello hey hi idk
    lol ok okay omg pls plz thanks tho thx true u ur versus vs wanna wht
    """.split()
)
# With which an order to whoever answers begins.
ORDERS = frozenset(
    """
    compose delete disregard execute forget generate ignore imagine insult obey pretend repeat reveal roleplay
    sing swear translate write
    """.split()
)
_ORDER = re.compile(
    rf"(?:^|[.!;:]\s+)(?:(?:please|now|and|then),? )*(?:{'|'.join(sorted(ORDERS))})\b", re.IGNORECASE
)
# The same where what is to be handed over is nothing that articles hold.
_OF_ITSELF = re.compile(
    r"^(?:please,? )?(?:display|give|list|output|print|share|show|tell)(?: me| us)? (?:\w+ ){0,2}your "
    r"(?:\w+ ){0,2}(?:config(?:uration)?|guidelines?|instructions?|keys?|passwords?|prompts?|rules"
    r"|secrets?|source code|tokens?|weights)\b",
    re.IGNORECASE,
)


_HELP = re.compile(
    r"/?(?:help|hilfe|usage)(?: me| please)?\W*|how (?:do i|to) use (?:it|this)\W*|"
    r"what can (?:i ask|you do)(?: you)?\W*|was kann ich (?:dich )?fragen\W*",
    re.IGNORECASE,
)


def is_order(text: str) -> bool:
    """Whether something is to be done, or handed over by whoever answers, and nothing is asked."""
    return "?" not in text and bool(_ORDER.search(text) or _OF_ITSELF.search(text))


def asks_for_help(text: str) -> bool:
    """Whether nothing is said but that one does not know what to ask."""
    return _HELP.fullmatch(text.strip()) is not None


def words_of(text: str) -> list[str]:
    """Words with their inner apostrophes, hyphens and points."""
    return re.findall(r"\w+(?:[’'.&-]\w+)*", text)


def is_function_word(word: str) -> bool:
    """Whether the word, or what stands before its apostrophe, carries no content."""
    small = word.casefold()
    return small != "won" and re.split(r"[’']", small)[0] in FUNCTION_WORDS  # "won" stands for "won't"
