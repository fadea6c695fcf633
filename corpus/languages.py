"""Languages besides English, and which of them a text is written in, told by its small words."""

import re

# Words that nearly every sentence of a language has one of; some are words of others, too.
SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "German": """
            aber als am auch auf aus bei bin bis damit dann das dass dem den der des dich die
            diese dieser doch du durch ein eine einem einen einer er es für gab gegen gibt hat
            hatte haben hier ich ihr im ist ja jetzt kann kein keine können mehr mein mit muss
            nach nein nicht noch nur ob oder ohne schon sein sich sie sind über um und uns unter
            vom von vor wann war warum was welche welchen welcher welches wem wen wenn wer
            werden wie wieso wieder wir wird wo wohin wurde wurden zu zum zur zwischen
        """,
        "French": """
            a-t-il a-t-elle au aussi aux avec avoir ce cela ces cette combien comment dans de
            des du elle elles en est est-ce et été être eu il ils je la le les leur leurs mais
            ne nous ont ou où par pas plus pour pourquoi qu quand que quel quelle quelles quels
            qui quoi sa sans se selon ses sont sur un une vous était
        """,
        "Spanish": """
            al como cómo con cuál cuáles cuándo cuánto cuántos de del desde dónde el ella ellos
            en entre es esta está están este esto fue fueron ha había han hasta hay la las lo
            los más muy no o para pero por porque qué que quién quiénes se según ser si sí sin
            sobre son su sus también tiene un una y ya
        """,
        "Italian": """
            al alla anche che chi ci col come con cosa cui da dal dalla degli dei del della
            delle di dove è e era gli ha hanno il io la le lo loro ma nel nella non o per perché
            più qual quale quali quando quanti quanto se secondo si sono stato sua sul sulla suo
            tra tutti un una uno
        """,
        "Portuguese": """
            à ao aos as às com como da das de do dos e é ela ele eles em entre está foi foram há
            isso já mais mas não na nas no nos o onde os ou para pela pelo por porque qual quais
            quando quanto quantos que quem se sem ser seu são sobre sua também tem um uma você
        """,
        "Dutch": """
            aan alle als bij dan dat de deze die dit door een en er gaat geen had heb hebben
            heeft het hij hoe hoeveel ik in is je kan maar meer met mij naar niet nog of om
            onder ook op over te tegen toen tot uit van veel voor waar waarom wanneer wat welke
            werd wie wij wordt worden zal ze zich zij zijn zou
        """,
        "Polish": """
            ale albo czy dla dlaczego do gdzie i ile jak jaka jaki jakie jako jest jeszcze już
            kiedy kto która które który ma mają na nie o od po przez przy się są ta także tak to
            tego tylko tym w we z za ze że był była było były
        """,
        "Swedish, Danish and Norwegian": """
            alle att av blev den det du efter eller en er ett från för fra før gång har hade hur
            hva hvad hvem hvor hvorfor i ikke inte jag jeg kan med mellan mellem mot många mye
            när når och og om på som til till under var varför vart vem vi vilka vilken vilket
            är
        """,
        "Turkish": """
            ama bir bu çok da daha de değil gibi hangi için ile kaç kim mı mi mu mü nasıl ne
            neden nerede niçin o olan olarak oldu sonra var ve veya ya
        """,
    }.items()
}
_ENGLISH = frozenset(
    "a an and are as at be but by for from had has have he his in is it its not of on or said she that the "
    "their they this to was were which who will with you".split()
)
_LOOKED_AT = 2_000  # characters
_LEAST_WORDS, _LEAST_SHARE = 8, 0.15  # of a text, and of them small ones, for its language to be told


def language_of(text: str) -> str | None:
    """The name in SMALL_WORDS; None for English, for other languages, and for what is too short to tell."""
    words = re.findall(r"\w+", text[:_LOOKED_AT].casefold())
    counts = {language: sum(map(small.__contains__, words)) for language, small in SMALL_WORDS.items()}
    likeliest = max(counts, key=counts.__getitem__)
    least = max(_LEAST_SHARE * len(words), 1 + sum(map(_ENGLISH.__contains__, words)))
    return likeliest if len(words) >= _LEAST_WORDS and counts[likeliest] >= least else None
