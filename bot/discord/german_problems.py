"""What is wrong with a file, a page or the index, in German, by the English of corpus/ and index/.

Such a text may come from disk or from another process, so it is known by its words. A test reads the source
of both packages for any that is missing here.
"""

from bot.discord.german_server import SERVER

_TEXT = {
    "it is empty; put the article's text into it": "Die Datei ist leer; sie braucht den Text des Artikels",
    "it is binary, not text; save the article as plain UTF-8 text": (
        "Das ist kein Text; speichere den Artikel als reinen UTF-8-Text"
    ),
    "it begins as {encoding} but breaks at byte {byte}": (
        "Die Datei beginnt als {encoding}, bricht aber bei Byte {byte} ab"
    ),
    "its encoding is unknown; save it as UTF-8": "Die Kodierung ist unbekannt; speichere sie als UTF-8",
    "it is no regular file; put the article into a file": (
        "Das ist keine gewöhnliche Datei; der Artikel gehört in eine Datei"
    ),
    "it has {size} MB, and {most} MB is the most; split it into articles": (
        "Die Datei hat {size} MB, höchstens {most} MB dürfen es sein; teile sie in Artikel auf"
    ),
    "it has more than {most} MB; split it into articles": (
        "Die Datei hat mehr als {most} MB; teile sie in Artikel auf"
    ),
    "it changes while it is read; add it when it is whole": (
        "Die Datei ändert sich beim Lesen; füge sie hinzu, wenn sie vollständig ist"
    ),
    "nothing is left once it is cleaned; is there an article in it?": (
        "Nach dem Bereinigen bleibt nichts übrig; steht ein Artikel darin?"
    ),
    "it is no article": "Das ist kein Artikel",
    "it is there already: {name}": "Das gibt es schon: {name}",
    "it is there already, with another text: {name}; footnote add --update takes the new one": (
        "Das gibt es schon, mit anderem Text: {name}; footnote add --update nimmt den neuen"
    ),
    "it has another text now, but {name} is not of footnote add's making: edit that": (
        "Das hat jetzt einen anderen Text, aber {name} ist nicht von footnote add; ändere die Datei selbst"
    ),
    "its text is there already: {name}": "Den Text gibt es schon: {name}",
    "a name without a suffix is not read; {suffixes} are": (
        "Ein Name ohne Endung wird nicht gelesen; gelesen werden {suffixes}"
    ),
    "{suffix} is not read; {suffixes} are": "{suffix} wird nicht gelesen; gelesen werden {suffixes}",
    "{suffix} is not read; footnote add makes an article of it": (
        "{suffix} wird nicht gelesen; footnote add macht daraus einen Artikel"
    ),
    "read, but {problem}": "Gelesen, aber: {problem}",
    "read, but not anew: {problem}; what was read before stays": (
        "Nicht neu gelesen: {problem}; was früher gelesen wurde, bleibt"
    ),
}

_FRONT_MATTER = {
    "its front matter has no closing --- within {most} characters": (
        "Die Angaben am Anfang enden nicht mit --- innerhalb von {most} Zeichen"
    ),
    "its front matter is not YAML{where}; put values with ':' in quotes": (
        "Die Angaben am Anfang sind kein YAML{where}; setze Werte mit „:“ in Anführungszeichen"
    ),
    " at line {line}": " (Zeile {line})",
    "its front matter is not YAML; put values with ':' in quotes": (
        "Die Angaben am Anfang sind kein YAML; setze Werte mit „:“ in Anführungszeichen"
    ),
    "its front matter cannot be read: {problem}": "Die Angaben am Anfang sind nicht lesbar: {problem}",
    "its front matter uses a YAML alias (*name); write the value out": (
        "Die Angaben am Anfang enthalten einen YAML-Alias (*name); schreib den Wert aus"
    ),
    "its front matter is no list of 'key: value' lines": (
        "Die Angaben am Anfang sind keine Zeilen der Form „Schlüssel: Wert“"
    ),
    "its {key} {value} is no date that can be read; write it like 2020-07-08": (
        "{key} {value} ist kein lesbares Datum; schreib es wie 2020-07-08"
    ),
}

_JSON = {
    "it is not JSON ({problem}: {where}); is it cut off?": (
        "Das ist kein JSON ({problem}: {where}); fehlt das Ende?"
    ),
    "line {line}, column {column}": "Zeile {line}, Spalte {column}",
    "it is JSON nested too deep, or with a number too long, to be an article": (
        "Dieses JSON ist für einen Artikel zu tief verschachtelt oder enthält eine zu lange Zahl"
    ),
    "it holds an empty list; an article is an object with a title and a body": (
        "Die Liste ist leer; ein Artikel ist ein Objekt mit title und body"
    ),
    "it is no JSON object with a title and a body": "Das ist kein JSON-Objekt mit title und body",
    "its first row names no column body, text or content; name its columns there": (
        "Die erste Zeile nennt keine Spalte body, text oder content; dort müssen die Spalten benannt sein"
    ),
    "it is no row that can be read ({problem}); is a quotation mark open?": (
        "Diese Zeile ist nicht lesbar ({problem}); fehlt ein Anführungszeichen?"
    ),
    "it has no text: an article needs a body, text or content that is not empty": (
        "Der Text fehlt: Ein Artikel braucht body, text oder content, und nicht leer"
    ),
}

_FORMS = {
    "it is no Word document that can be read; is it damaged?": (
        "Das ist kein lesbares Word-Dokument; ist es beschädigt?"
    ),
    "it is no .epub that can be read; is it damaged?": "Das ist kein lesbares .epub; ist es beschädigt?",
    "it is no mail that can be read; is it damaged?": "Das ist keine lesbare Mail; ist sie beschädigt?",
    "it is no PDF that can be read; is it damaged?": "Das ist kein lesbares PDF; ist es beschädigt?",
    "it is no RSS or Atom feed": "Das ist kein RSS- oder Atom-Feed",
    "it is a feed without any entry": "Der Feed hat keine Einträge",
    "its entries have neither a text nor a link": "Die Einträge haben weder Text noch Link",
    "a feed links to it, but it is a feed itself": "Ein Feed verweist darauf, doch es ist selbst ein Feed",
    "read, but only its first {most} entries": "Gelesen, aber nur die ersten {most} Einträge",
    "no article is found in this page; save the article's text as .txt": (
        "Auf dieser Seite findet sich kein Artikel; speichere seinen Text als .txt"
    ),
    "it holds no text; put the article's text into it": (
        "Darin steht kein Text; es fehlt der Text des Artikels"
    ),
    "it holds no text; is it a book of pictures?": "Darin steht kein Text; besteht das Buch aus Bildern?",
    "it holds no text; save the article's text as .txt": (
        "Darin steht kein Text; speichere den Text des Artikels als .txt"
    ),
    "its pages hold no text but pictures; put it through OCR, such as ocrmypdf": (
        "Die Seiten enthalten nur Bilder; eine Texterkennung wie ocrmypdf macht Text daraus"
    ),
    "it has {parts} parts or more; save its text as .txt": (
        "Die Datei hat {parts} Teile oder mehr; speichere den Text als .txt"
    ),
    "it holds {parts} parts, and {most} is the most": (
        "Die Datei enthält {parts} Teile, höchstens {most} dürfen es sein"
    ),
    "it unpacks to {size} MB, and {most} MB is the most": (
        "Ausgepackt sind es {size} MB, höchstens {most} MB dürfen es sein"
    ),
    "it has {pages} pages, and {most} is the most; split it": (
        "Es sind {pages} Seiten, höchstens {most} dürfen es sein; teile sie auf"
    ),
    "it has more than {most} characters; split it": "Es sind mehr als {most} Zeichen; teile die Datei auf",
    "it is locked with a password; save it without one": (
        "Die Datei ist durch ein Passwort geschützt; speichere sie ohne Passwort"
    ),
    "it is damaged: the archive inside cannot be opened": (
        "Die Datei ist beschädigt: Das Archiv darin lässt sich nicht öffnen"
    ),
    "reading it failed: it takes too much memory or time, or is damaged": (
        "Das Lesen ist gescheitert: Es braucht zu viel Speicher oder Zeit, oder die Datei ist beschädigt"
    ),
    "reading it took longer than {seconds} s; is it damaged?": (
        "Das Lesen dauerte länger als {seconds} s; ist die Datei beschädigt?"
    ),
    "reading it takes too much memory; is it damaged?": (
        "Das Lesen braucht zu viel Speicher; ist die Datei beschädigt?"
    ),
    "it is nested too deep to be read": "Die Datei ist zu tief verschachtelt, um gelesen zu werden",
    "it cannot be read ({problem}); is it damaged?": "Sie ist nicht lesbar ({problem}); ist sie beschädigt?",
}

_FOLDERS = {
    "there is no such file or folder": "Diese Datei oder diesen Ordner gibt es nicht",
    "permission denied; make it readable (chmod a+r)": (
        "Der Zugriff ist verweigert; mach sie lesbar (chmod a+r)"
    ),
    "a link that leads back to itself; remove it": "Ein Link, der auf sich selbst führt; entferne ihn",
    "a link to a folder that is read already": "Ein Link auf einen Ordner, der schon gelesen wird",
    "it cannot be read ({problem})": "Die Datei ist nicht lesbar ({problem})",
    "{problem}; the folder is left out": "{problem}; der Ordner ist ausgelassen",
    "its name, or its folder's, is not UTF-8; rename it": (
        "Der Name der Datei oder ihres Ordners ist kein UTF-8; benenne um"
    ),
    "taken for a note, as its name is; rename it if it is an article": (
        "Sieht dem Namen nach wie eine Notiz aus; benenne sie um, wenn sie ein Artikel ist"
    ),
    "{path} is a file; name a folder with --corpus to add to": (
        "{path} ist eine Datei; nenne mit --corpus einen Ordner dafür"
    ),
    "{path} cannot be made ({problem}); name another folder": (
        "{path} lässt sich nicht anlegen ({problem}); nenne einen anderen Ordner"
    ),
    "{path} cannot be written to; make it writable, or name another with --corpus": (
        "{path} ist nicht beschreibbar; mach den Ordner beschreibbar oder nenne mit --corpus einen anderen"
    ),
    "no article is in this folder": "In diesem Ordner ist kein Artikel",
    "{folder}: no article in this folder; put {suffixes} files into it, or any with footnote add": (
        "{folder}: In diesem Ordner ist kein Artikel; er braucht Dateien mit {suffixes}, "
        "andere nimmt footnote add"
    ),
    "{folder}: {problem}; name a folder of articles with --corpus or FOOTNOTE_CORPUS": (
        "{folder}: {problem}; nenne einen Ordner mit Artikeln durch --corpus oder FOOTNOTE_CORPUS"
    ),
}

_PAGES = {
    "it is empty": "Die Seite ist leer",
    "it is {kind}, of which no article is made": "Das ist {kind}, woraus kein Artikel wird",
    "it has {size} MB, and {most} MB is the most": "Es sind {size} MB, höchstens {most} MB dürfen es sein",
    "it has more than {most} MB": "Es sind mehr als {most} MB",
    "it redirects more than {most} times": "Sie leitet öfter als {most}-mal weiter",
    "it redirects to nowhere": "Sie leitet nirgendwohin weiter",
    "it was not served in time": "Sie kam nicht rechtzeitig",
    "it was not served within {seconds} s": "Sie kam nicht innerhalb von {seconds} s",
    "the server answers {status}": "Der Server antwortet mit {status}",
    "there is no host {host}": "Einen Server {host} gibt es nicht",
    "{host} cannot be reached ({problem})": "{host} ist nicht erreichbar ({problem})",
    "{host} is no public address": "{host} ist keine öffentliche Adresse",
    "{folder} lies among the articles in {corpus}: set FOOTNOTE_HOME to another folder": (
        "{folder} liegt unter den Artikeln in {corpus}: Setze FOOTNOTE_HOME auf einen anderen Ordner"
    ),
    "{host} is at {address}, which is no public address": (
        "{host} liegt bei {address}, und das ist keine öffentliche Adresse"
    ),
    "robots.txt of {host} does not allow it": "Die robots.txt von {host} erlaubt es nicht",
    "only http and https URLs are fetched": "Nur URLs mit http und https werden abgerufen",
    "that is no URL ({problem})": "Das ist keine URL ({problem})",
    "the URL has a space or a control character in it": "Die URL enthält ein Leer- oder Steuerzeichen",
    "the URL has port 0": "Die URL hat Port 0",
    "the URL has {length} characters, and {most} is the most": (
        "Die URL hat {length} Zeichen, höchstens {most} dürfen es sein"
    ),
    "the URL holds a name or a password; leave them out": (
        "Die URL enthält einen Namen oder ein Passwort; lass sie weg"
    ),
    "the URL names no host": "Die URL nennt keinen Server",
}

_INDEX = {
    "{problem}; the index stays as it was": "{problem}; der Index bleibt, wie er war",
    "{folder}: nothing in it can be indexed ({problem}, and {others} others)": (
        "{folder}: Nichts darin lässt sich aufnehmen ({problem}, und {others} weitere)"
    ),
    "{folder}: nothing in it can be indexed ({problem})": (
        "{folder}: Nichts darin lässt sich aufnehmen ({problem})"
    ),
    "{problem}; it is tried again next time": "{problem}; es wird beim nächsten Mal wieder versucht",
    "{problem}: close some programs, or allow this one more (ulimit -n)": (
        "{problem}: Schließ einige Programme oder erlaube diesem mehr (ulimit -n)"
    ),
    "{path}: {problem}; is the disk sound, and may more files be opened (ulimit -n)?": (
        "{path}: {problem}; ist die Festplatte in Ordnung, und dürfen mehr Dateien offen sein (ulimit -n)?"
    ),
    "{folder} cannot be written ({problem}): set FOOTNOTE_HOME to a folder that can": (
        "{folder} ist nicht beschreibbar ({problem}): Setze FOOTNOTE_HOME auf einen Ordner, der es ist"
    ),
    "{path} cannot be read ({problem}): {advice}": "{path} ist nicht lesbar ({problem}): {advice}",
    "{process} is writing {what} in {folder}: try again when it is done": (
        "{process} schreibt {what} in {folder}: Versuch es noch einmal, wenn das fertig ist"
    ),
    "there is no index yet": "Es gibt noch keinen Index",
    "there is no index yet: make one with: footnote index": (
        "Es gibt noch keinen Index: Er entsteht mit: footnote index"
    ),
    "{problem}: mend it with: {command}": "{problem}: beheben mit: {command}",
    "{problem}; make it anew with: {command}": "{problem}; neu erstellen mit: {command}",
    "the disk of {folder} is full: make room, then run: {command}": (
        "Die Festplatte mit {folder} ist voll: Schaff Platz, dann: {command}"
    ),
    "the index's vectors are of other passages than its words": (
        "Die Vektoren im Index sind von anderen Textstellen als die Wörter"
    ),
    "the index has schema {schema}, this version reads {own}": (
        "Der Index hat Schema {schema}, diese Version liest {own}"
    ),
    "the index's {file} is missing": "{file} fehlt im Index",
    "the index's {file} is missing or damaged": "{file} im Index fehlt oder ist beschädigt",
    "the index's {file} has been altered": "{file} im Index wurde verändert",
    "the index's {file} cannot be read ({problem})": "{file} im Index ist nicht lesbar ({problem})",
    "the index's articles cannot be read ({problem})": "Die Artikel im Index sind nicht lesbar ({problem})",
    "{path} is damaged": "{path} ist beschädigt",
    "{path} is damaged ({problem})": "{path} ist beschädigt ({problem})",
    "{path} cannot be read": "{path} ist nicht lesbar",
    "{path} holds {kind}, not IndexIDMap2": "{path} enthält {kind}, nicht IndexIDMap2",
    "{passages} passages, {vectors} vectors, {words} in words: please report this": (
        "{passages} Textstellen, {vectors} Vektoren, {words} im Wortindex: Bitte melde das"
    ),
    "FOOTNOTE_PRECISION is {value}: use int8 or fp32": "FOOTNOTE_PRECISION ist {value}: Nimm int8 oder fp32",
}

# What holds another of them, such as "notes.txt: it is empty".
COMPOSED = {"{what}: {problem}": "{what}: {problem}"}

PROBLEMS = {
    **_TEXT, **_FRONT_MATTER, **_JSON, **_FORMS, **_FOLDERS, **_PAGES, **_INDEX, **SERVER, **COMPOSED
}  # fmt: skip
