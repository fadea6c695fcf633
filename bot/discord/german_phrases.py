"""Why there is no answer, and what one leaves out, in German.

Each begins as the sentence that it is behind a colon, as German writes it.
"""

from bot import refusal
from bot.answer_type import AnswerType
from bot.discord.german_problems import PROBLEMS

_SPOKEN = "Die nächstliegenden Stellen sprechen von {said:and}, "

_ANSWERS = {
    refusal.NO_WORDS: "In der Frage steht kein Wort, nach dem sich suchen ließe",
    refusal.NOTHING_ASKED: "Das ist ein Befehl, gefragt ist darin nichts",
    refusal.FOREIGN: "Keiner ist in der Sprache der Frage geschrieben",
    refusal.NONE_WANTED: "Kein Artikel passt zu Quelle und Zeitraum",
    refusal.NOT_OF_TIME: "Kein gefundener Artikel ist aus dieser Zeit",
    refusal.NOTHING_NEAR: "Nichts darin kommt der Frage nahe",
    refusal.UNMENTIONED: "Kein Artikel erwähnt {names:or}",
    refusal.UNHEARD: "Kein Artikel sagt etwas von {words:or}",
    refusal.NOT_FROM: "Kein Artikel ist von {sources:or}",
    refusal.UNSAID: _SPOKEN + "sagen aber nichts von {unsaid:or}",
    refusal.UNANSWERED: _SPOKEN + "beantworten die Frage aber nicht",
    refusal.UNSIGNED: "Die nächstliegenden Artikel sagen nicht, wer sie geschrieben hat",
    refusal.UNGIVEN[AnswerType.TIME]: _SPOKEN + "nennen aber keinen Zeitpunkt",
    refusal.UNGIVEN[AnswerType.COUNT]: _SPOKEN + "nennen aber keine Zahl",
    refusal.UNGIVEN[AnswerType.AMOUNT]: _SPOKEN + "nennen aber keinen Betrag",
    refusal.UNGIVEN[AnswerType.MEASURE]: _SPOKEN + "nennen aber kein Maß",
    refusal.UNGIVEN[AnswerType.REASON]: _SPOKEN + "nennen aber keinen Grund",
    refusal.UNGIVEN[AnswerType.NAME]: _SPOKEN + "nennen aber keinen Namen",
    refusal.UNDATED: "Artikel ohne Datum sind ausgelassen: {undated} von {articles}",
    refusal.NOT_SPOKEN_OF: "Die Zitate sprechen nicht von {names:or}",
    refusal.UNREAD: "Wörter und Vektoren allein haben entschieden: Der Leser ist unbrauchbar",
    refusal.CUT_SHORT: "Nur die ersten {characters} Zeichen der Frage wurden gelesen",
    refusal.MEANT: "Meintest du „{question}“?",
}

CLAIM_PHRASES = {
    refusal.NO_WORDS: "Darin steht kein Wort, nach dem sich suchen ließe",
    refusal.FOREIGN: "Keiner ist in ihrer Sprache geschrieben",
    refusal.NOTHING_NEAR: "Keiner kommt ihr nahe",
    refusal.UNANSWERED: _SPOKEN + "sagen es aber nicht",
    refusal.CUT_SHORT: "Nur die ersten {characters} Zeichen der Nachricht wurden gelesen",
}

PHRASES = {**_ANSWERS, **PROBLEMS}
