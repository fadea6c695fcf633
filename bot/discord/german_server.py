"""What is wrong with an index on a server, or with where one is kept, in German, by the English of index/."""

SERVER = {
    "what was moved has other {what} than what it was moved from: move it again": (
        "Bei {what} weicht das Kopierte von der Vorlage ab: Kopiere noch einmal"
    ),
    "{what}: update footnote": "{what}: Bring footnote auf den neuesten Stand",
    "{place} lacks the extension vector: install pgvector {least} or later there, and as its administrator "
    "run: CREATE EXTENSION vector": (
        "In {place} fehlt die Erweiterung vector: Installiere dort pgvector ab {least}, dann als "
        "Administrator: CREATE EXTENSION vector"
    ),
    "{place} has the extension vector {version}, and {least} or later is needed: install it there, and as "
    "its administrator run: ALTER EXTENSION vector UPDATE": (
        "{place} hat die Erweiterung vector {version}, nötig ist {least} oder neuer: Installiere sie dort, "
        "dann als Administrator: ALTER EXTENSION vector UPDATE"
    ),
    "{place} cannot answer ({words})": "{place} kann nicht antworten ({words})",
    "{place} took too long to answer and was stopped: try again, or ask for less": (
        "{place} brauchte zu lange und wurde unterbrochen: Versuch es noch einmal, oder frag nach weniger"
    ),
    "the disk of {place} is full: make room there; the index is as it was": (
        "Die Festplatte von {place} ist voll: Schaff dort Platz; der Index ist, wie er war"
    ),
    "{place} refuses the user or the password: correct FOOTNOTE_INDEX, or ~/.pgpass": (
        "{place} lehnt den Benutzer oder das Passwort ab: Berichtige FOOTNOTE_INDEX oder ~/.pgpass"
    ),
    "{place} asks for a password: put it into FOOTNOTE_INDEX, PGPASSWORD or ~/.pgpass": (
        "{place} verlangt ein Passwort: Schreib es in FOOTNOTE_INDEX, PGPASSWORD oder ~/.pgpass"
    ),
    "{place}: {words}: give the user the role that docs/postgres.md describes for it": (
        "{place}: {words}: Gib dem Benutzer die Rolle, die docs/postgres.md dafür beschreibt"
    ),
    "{place} is a replica, which cannot be written: name the primary in FOOTNOTE_INDEX": (
        "{place} ist ein Replikat und nicht beschreibbar: Nenne in FOOTNOTE_INDEX den Primärserver"
    ),
    "{place} has no connection left: try again, or raise its max_connections": (
        "{place} hat keine Verbindung mehr frei: Versuch es noch einmal, oder erhöhe max_connections"
    ),
    "{place}: there is no such database: make one with: createdb": (
        "{place}: Diese Datenbank gibt es nicht; sie entsteht mit: createdb"
    ),
    "{place} cannot be reached ({words}): is it running, and is FOOTNOTE_INDEX right?": (
        "{place} ist nicht erreichbar ({words}): Läuft der Server, und stimmt FOOTNOTE_INDEX?"
    ),
    "{process} is writing the index in {place}: try again when it is done": (
        "{process} schreibt den Index in {place}: Versuch es noch einmal, wenn das fertig ist"
    ),
    "FOOTNOTE_INDEX is no address: write postgresql://user@host/database": (
        "FOOTNOTE_INDEX ist keine Adresse: Schreib postgresql://user@host/database"
    ),
    "all {connections} connections to {place} were in use for {seconds} seconds: ask again, or fewer things "
    "at once": (
        "Alle {connections} Verbindungen zu {place} waren {seconds} Sekunden lang belegt: Frag noch einmal, "
        "oder weniger auf einmal"
    ),
    "articles and passages are {articles} and {passages}, not {told} and {said}": (
        "Es sind {articles} Artikel und {passages} Textstellen, nicht {told} und {said}"
    ),
    "FOOTNOTE_INDEX is no address such as postgresql://…; a folder goes into FOOTNOTE_HOME": (
        "FOOTNOTE_INDEX ist keine Adresse wie postgresql://…; ein Ordner gehört in FOOTNOTE_HOME"
    ),
    "FOOTNOTE_INDEX names a PostgreSQL server, and that needs: pip install 'footnote[postgres]'": (
        "FOOTNOTE_INDEX nennt einen PostgreSQL-Server, und der braucht: pip install 'footnote[postgres]'"
    ),
}
