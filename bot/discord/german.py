"""What the bot says in German."""

from bot.discord.german_phrases import CLAIM_PHRASES, PHRASES
from bot.discord.texts import Texts

GERMAN = Texts(
    language="de",
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    day="{day}. {month} {year}",
    thousands=".",
    point=",",
    conjunctions={"and": "und", "or": "oder"},
    articles=("{number} Artikel", "{number} Artikel"),
    passages=("{number} Textstelle", "{number} Textstellen"),
    files=("{number} Datei", "{number} Dateien"),
    lines=("{number} Zeile", "{number} Zeilen"),
    minutes=("{number} Minute", "{number} Minuten"),
    hours=("{number} Stunde", "{number} Stunden"),
    days=("{number} Tag", "{number} Tagen"),
    just_now="gerade eben",
    ago="vor {time}",
    on_day="am {day}",
    phrases=PHRASES,
    claim_phrases=CLAIM_PHRASES,
    refused="Die Artikel sagen es nicht: {reason}.",
    nearest="Die nächstliegende Stelle, die es nicht beantwortet:",
    too_long="Ein Zitat aus „{title}“ ist zu lang, um es hier ganz zu zeigen ({length} Zeichen).",
    asked_as="gefragt als: {question}",
    limited="nur: {limits}",
    since="ab dem {day}",
    until="bis zum {day}",
    note="Hinweis: {note}",
    newest="neuester vom {day}",
    built="Index {age} erstellt",
    in_context="[{number}] im Zusammenhang",
    nearest_in_context="Im Zusammenhang",
    more="Mehr",
    discuss="In einem Thread besprechen",
    more_title="Mehr zu: {question}",
    more_none="Das ist alles, was die Artikel dazu sagen.",
    context_gone="Diese Stelle gibt es nicht mehr: Der Artikel wurde seither entfernt oder zu oft geändert.",
    edited="**Seither geändert:** Das wurde am {day} ersetzt. Bis dahin stand da:",
    edited_around="**Seither geändert:** Der Text um dieses Zitat wurde am {day} geändert.",
    edited_since="seither geändert: {titles}",
    by_author="von {name}",
    pages_quoted=("S. {pages}", "S. {pages}"),
    also_in="auch in: {names}",
    versions=("{number} frühere Fassung", "{number} frühere Fassungen"),
    context_too_long="Die Absätze um dieses Zitat sind zu lang, um sie hier zu zeigen.",
    question_gone="Ich weiß nicht mehr, welche Frage das war. Bitte stelle sie noch einmal.",
    sources_for="Quellen zu: {text}",
    sources_for_none="Zu dieser Nachricht sagt kein Artikel etwas: {reason}.",
    sources_nearest="Die nächstliegende Stelle, die nichts dazu sagt:",
    how_to_ask=(
        "Frag mich nach den Artikeln: Erwähne mich mit einer Frage, etwa {mention} *Who closed the "
        "libraries?*, oder nimm `/frage`. Antworte auf eine meiner Antworten, um weiterzufragen. Ich "
        "antworte nur mit Zitaten oder sage, was fehlt."
    ),
    too_short="Das ist zu kurz für eine Frage: Es braucht mindestens drei Zeichen.",
    question_too_long="Das ist zu lang für eine Frage: Sie hat {length} Zeichen, mehr als 300 gehen nicht.",
    no_text=(
        "In dieser Nachricht steht kein Text, den ich lesen kann. Ich finde Quellen zu dem, was sie in "
        "Worten sagt, nicht zu Bildern, Dateien oder Links."
    ),
    bad_day=(
        "„{text}“ kann ich nicht als Datum lesen: "
        "Schreib es wie 2020-07-08, 8. Juli 2020, Juli 2020 oder 2020."
    ),
    days_reversed="{since} liegt nach {until}: Dazwischen gibt es keinen Tag.",
    cooldown=(
        "Du hast in einer Minute fünf Fragen gestellt. Gib mir bitte {seconds}\N{NO-BREAK SPACE}s, "
        "dann frag weiter."
    ),
    busy="Gerade fragen so viele, dass ich nicht nachkomme. Bitte frag gleich noch einmal.",
    no_index=(
        "Es gibt noch keinen Index: Wer „Server verwalten“ darf, erstellt ihn mit `/index aktualisieren`."
    ),
    failed="Bei mir ist etwas schiefgegangen, ich konnte nicht antworten. Bitte versuch es noch einmal.",
    stopping="Ich werde gerade neu gestartet. Bitte frag in einer Minute noch einmal.",
    stopped_rebuild=(
        "Ich werde neu gestartet, bevor der Index auf dem neuen Stand ist. Nimm in einer Minute "
        "`/index aktualisieren`."
    ),
    need_embeds="Ich darf meine Antwort hier nicht zeigen: Das Recht „Links einbetten“ fehlt.",
    cannot_write=(
        "Ich darf in {channel} nicht antworten: Dort fehlen die Rechte „Kanal ansehen“, "
        "„Nachrichten senden“ (in Threads: „Nachrichten in Threads senden“) und „Links einbetten“."
    ),
    thanks="Danke, ich habe es notiert.",
    why_title="Was stimmt an der Antwort nicht?",
    why_label="Warum",
    why_placeholder="Der falsche Artikel, am Thema vorbei, veraltet …",
    thread_opened="Hier geht es weiter: {thread}",
    thread_exists="Dafür gibt es schon einen Thread: {thread}",
    thread_impossible=(
        "Hier lässt sich kein Thread öffnen: Das geht nur im Textkanal eines Servers, auf dem ich bin."
    ),
    thread_forbidden="Ich darf hier keine Threads öffnen: Das Recht „Öffentliche Threads erstellen“ fehlt.",
    sources_title="Artikel",
    sources_found="Artikel mit „{search}“",
    sources_none="Kein Artikel passt zu „{search}“.",
    previous="Zurück",
    following="Weiter",
    page="Seite {page} von {pages} · {articles}",
    about_title="Footnote",
    about=(
        "Ich kenne {articles} ({passages}). Ich antworte in ihren Worten, jedes Zitat mit einer "
        "Fußnote zum Artikel, oder ich sage, warum ich es nicht kann.\n\n**Neuester Artikel:** {newest}\n"
        "**Index:** {age} erstellt, Nummer {generation}\n**Modell:** {model}\n**Version:** {version}"
    ),
    about_never="ohne Datum",
    about_invite="Zum Server hinzufügen",
    about_project="Projektseite",
    not_allowed="Das darf nur, wer das Recht „Server verwalten“ hat, auf einem Server, auf dem ich bin.",
    refreshing="Der Index wird auf den neuesten Stand gebracht …",
    progress="Gelesen: {files} von {of_files}, {passages} eingebettet.",
    refreshed="Der Index ist auf dem neuesten Stand: {articles}, {passages}, in {seconds} s.",
    nothing_changed="Nichts hat sich geändert: {articles}, {passages}.",
    added="**Neu:** {names}",
    changed="**Geändert:** {names}",
    removed="**Entfernt:** {names}",
    skipped="**Übersprungen:** {names}",
    already="Der Index wird schon neu erstellt. Bitte warte, bis das fertig ist.",
    build_failed="Der Index konnte nicht erneuert werden, der vorige antwortet weiter: {problem}",
    too_large="{name} hat {size} MB, höchstens 5 MB dürfen es sein.",
    unreadable="Daraus wird kein Artikel. {problem}",
    preview="Das würde ich von {name} behalten",
    preview_line="**{title}** · {details}\n{kept} behalten, {dropped} weggelassen",
    preview_more="… und {number} weitere in dieser Datei",
    preview_known="Aus dieser Datei schon da: {articles}. Mit „Behalten“ bleibt das weg.",
    same_address="⚠ Schon da: {name} („{title}“) hat dieselbe Adresse.",
    same_text="⚠ Schon da: {name} („{title}“) hat denselben Text oder fast denselben.",
    keep="Behalten",
    keep_anyway="Trotzdem behalten",
    discard="Verwerfen",
    kept="Gespeichert als {name}.",
    discarded="Verworfen; nichts wurde behalten.",
    upload_gone=(
        "Diese Datei ist nicht mehr da: Sie wurde behalten oder verworfen, oder hat länger als einen Tag "
        "gewartet. Nimm noch einmal `/index hinzufügen`."
    ),
    no_folder=(
        "Alle Artikel stehen hier in einer Datei ({path}): Es lässt sich keiner hinzufügen oder entfernen."
    ),
    remove_which="Unter den Artikeln ist keine Datei „{name}“.",
    remove_confirm="{name} ({title}) entfernen? Die Datei wandert von den Artikeln in den Ordner `removed`.",
    remove_several="Die Datei enthält {articles}: Alle werden entfernt.",
    last_article="Das ist der letzte Artikel: Ohne ihn gäbe es nichts, woraus ich antworten könnte.",
    remove="Entfernen",
    cancel="Abbrechen",
    cancelled="Nichts wurde entfernt.",
    moved="{name} ist entfernt.",
    gone="Das gibt es nicht mehr, oder es ist schon erledigt.",
    no_feedback="Es gibt noch keine Bewertungen.",
    feedback_file="Bewertungen bisher: {ups} gut, {downs} schlecht.",
    name_ask="frage",
    name_sources="quellen",
    name_about="über",
    name_index="index",
    name_refresh="aktualisieren",
    name_add="hinzufügen",
    name_remove="entfernen",
    name_feedback="feedback",
    name_export="exportieren",
    name_question="frage",
    name_source="quelle",
    name_since="ab",
    name_until="bis",
    name_private="privat",
    name_search="suche",
    name_file="datei",
    name_article="artikel",
    cmd_ask="Beantwortet eine Frage mit den Worten der Artikel",
    cmd_sources="Zeigt die Artikel, aus denen die Antworten kommen",
    cmd_about="Was ich weiß, wie frisch es ist und wie ich arbeite",
    cmd_index="Die Artikel und ihr Index",
    cmd_refresh="Bringt den Index auf den Stand der Artikel",
    cmd_add="Nimmt einen Artikel aus einer Datei auf",
    cmd_remove="Entfernt einen Artikel",
    cmd_feedback="Was die Leute von den Antworten hielten",
    cmd_export="Alle Bewertungen als Datei",
    cmd_find="Quellen finden",
    opt_question="Was du wissen möchtest",
    opt_source="Nur von diesem Medium oder Autor, oder aus diesem Artikel",
    opt_since="Nur Artikel von diesem Tag an, etwa 2020-07-08",
    opt_until="Nur Artikel bis zu diesem Tag, etwa 2020-07-08",
    opt_private="Nur mir antworten",
    opt_search="Nur Artikel mit diesen Wörtern in Titel, Medium oder Dateiname",
    opt_file="Text, JSON, HTML, PDF, Word, EPUB, Mail oder Feed, höchstens 5 MB",
    opt_article="Der Artikel, der entfernt werden soll",
)
