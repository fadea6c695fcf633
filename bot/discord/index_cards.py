"""What managers are shown: a file before it is kept, and what a rebuild has changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.adding import Known
from bot.discord.buttons import Action, Button, Look, pack
from bot.discord.cards import MAX_TEXT, Card, Tone, notice
from bot.discord.escaping import label, shortened
from bot.discord.files import Kept, Upload
from bot.discord.pages import names_listed, problems_listed
from bot.library import left_out
from corpus.making import Found
from index.build import Done, Report

if TYPE_CHECKING:
    from bot.discord.texts import Texts

Titles = Mapping[str, str]  # of the articles that are there, by name
PREVIEWED = 3  # articles of one file
PREVIEW_LINES = 4  # of an article
MAX_PREVIEW_LINE = 250
MOST_SKIPPED = 3
ANYWAY = "anyway"  # behind an upload's number: also what is there already


def report_card(report: Report, texts: "Texts", lead: str = "") -> Card:
    """What changed."""
    manifest, gone = report.manifest, left_out(report.skipped)
    counts = {
        "articles": texts.counted(manifest.articles, texts.articles),
        "passages": texts.counted(manifest.passages, texts.passages),
    }
    lines = [
        text.format(names=names_listed(names))
        for text, names in (
            (texts.added, [name for name in report.changes.added if name not in gone]),
            (texts.changed, [name for name in report.changes.changed if name not in gone]),
            (texts.removed, list(report.changes.removed)),
        )
        if names
    ]
    if report.skipped:
        lines.append(texts.skipped.format(names=problems_listed(report.skipped, texts)))
    said = texts.refreshed if report.changes else texts.nothing_changed
    head = said.format(**counts, seconds=texts.decimal(report.seconds))
    return notice("\n".join([f"{lead}{head}", *lines]), Tone.ANSWER)


def progress_text(done: Done, texts: "Texts") -> str:
    """How far a rebuild is."""
    return texts.progress.format(
        files=texts.number(done.files),
        of_files=texts.counted(done.of_files, texts.files),
        passages=texts.counted(done.passages, texts.passages),
    )


def preview_card(upload: Upload, titles: Titles, texts: "Texts") -> tuple[Card, list[Button]]:
    """The file as it was read and cleaned, to be kept or discarded."""
    blocks = [_preview(found, known, titles, texts) for found, known in upload.found[:PREVIEWED]]
    if (rest := len(upload.found) - PREVIEWED) > 0:
        blocks.append(texts.preview_more.format(number=texts.number(rest)))
    twice = sum(known is not None for _, known in upload.found)
    if twice and len(upload.found) > 1:
        blocks.insert(0, texts.preview_known.format(articles=texts.counted(twice, texts.articles)))
    blocks += [f"-# {label(shortened(texts.said(str(skip)), 200))}" for skip in upload.skipped[:MOST_SKIPPED]]
    text = "\n\n".join(blocks)
    while len(text) > MAX_TEXT and len(blocks) > 1:
        text = "\n\n".join(blocks := blocks[:-1])
    title = label(shortened(texts.preview.format(name=upload.name), 120))
    return Card(title, text), upload_buttons(
        upload.number, texts, some_new=twice < len(upload.found), some_known=twice > 0
    )


def upload_buttons(number: str, texts: "Texts", *, some_new: bool, some_known: bool) -> list[Button]:
    """Keep what is new, keep all of it, or discard it."""
    keep = Button(texts.keep, pack(Action.KEEP, number), 0, Look.GOOD)
    anyway = Button(texts.keep_anyway, pack(Action.KEEP, number, ANYWAY), 0)
    discard = Button(texts.discard, pack(Action.DISCARD, number), 0, Look.DANGER)
    return [*([keep] if some_new else []), *([anyway] if some_known else []), discard]


def _preview(found: Found, known: Known | None, titles: Titles, texts: "Texts") -> str:
    article = found.article
    details = [article.publisher or "", texts.date(article.published) if article.published else ""]
    head = texts.preview_line.format(
        title=label(shortened(article.title, 150)),
        details=label(shortened(" · ".join(filter(None, details)) or article.name, 150)),
        kept=texts.counted(article.text.count("\n") + 1, texts.lines),
        dropped=texts.number(found.dropped),
    )
    lines = [label(shortened(line, MAX_PREVIEW_LINE)) for line in article.text.split("\n")[:PREVIEW_LINES]]
    same = [known_text(known, titles, texts)] if known else []
    return "\n".join([*same, head, *(f"> {line}" for line in lines)])


def known_text(known: Known, titles: Titles, texts: "Texts") -> str:
    """Which article it is the same as."""
    text = texts.same_address if known.by_url else texts.same_text
    name = label(shortened(known.name, 100))
    return text.format(name=name, title=label(shortened(titles.get(known.name, known.name), 150)))


def kept_text(kept: Kept, texts: "Texts") -> str:
    """Where the file's articles are now, and what was left out of it."""
    names = [added.name for added in kept.added]
    lines = [texts.kept.format(name=names_listed(names))] if names else []
    if kept.skipped:
        lines.append(texts.skipped.format(names=problems_listed(kept.skipped, texts)))
    return "\n".join(lines)
