"""Real answers as they look in Discord: the bot's own embeds as HTML, photographed by headless Chromium.

Run from the repository's root, with Chromium installed: python docs/pictures.py
"""

import contextlib
import datetime
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.asking import ask
from bot.discord.buttons import Button, Look, answer_buttons, citation_buttons
from bot.discord.cards import Card, answer_card
from bot.discord.pages import context_card
from bot.discord.sending import embed_of
from bot.discord.texts import texts_for
from bot.library import open_library, open_reader
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.reader.reading import Reader
    from index.build import Progress
    from index.encoder import Encoder
    from index.generation import Generation

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 520  # pixels; Chromium makes no window narrower than 500
QUESTIONS = {"answer": "did Apple pause?", "refusal": "did Amazon pause?"}
STYLE = """
body { margin: 0; background: #313338; color: #dbdee1;
  font: 15px/1.35 "Noto Sans", "DejaVu Sans", sans-serif }
main { padding: 16px }
header { color: #f2f3f5; font-weight: 600; margin-bottom: 4px }
header span { background: #5865f2; color: #fff; font-size: 10px; padding: 1px 5px; border-radius: 4px;
  margin-left: 4px; vertical-align: 2px }
.embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 14px 12px }
h1 { font-size: 15px; margin: 0 0 6px; color: #f2f3f5 }
blockquote { border-left: 4px solid #4e5058; margin: 4px 0; padding: 0 0 0 10px }
p { margin: 6px 0 } small { color: #949ba4 } a { color: #00a8fc; text-decoration: none }
footer { font-size: 12px; color: #b5bac1; margin-top: 10px }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 6px }
.button { background: #4e5058; color: #fff; border-radius: 4px; padding: 5px 12px; font-size: 13px }
.primary { background: #5865f2 }
"""


def main() -> int:
    """Write one picture for each question, and one of a quote in its context."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("docs/pictures.py: Chromium is not installed", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    unwatched: contextlib.nullcontext[Progress] = contextlib.nullcontext(lambda _: None)
    index, encoder = open_library(Settings.load(), print, lambda: unwatched)
    reader = open_reader(print)
    for name, question in QUESTIONS.items():
        card, buttons = _answered(question, index, encoder, reader)
        _photograph(browser, _page(card, buttons), FOLDER / f"{name}.png")
    quote = ask(QUESTIONS["answer"], index, encoder, reader).quotes[0]
    stored = index.find(quote.passage)
    if stored:
        offset = quote.start - stored.passage.start
        card = context_card(stored, offset, quote.end - quote.start, texts_for("en-GB"))
        _photograph(browser, _page(card, ()), FOLDER / "context.png")
    return 0


def _answered(
    question: str, index: "Generation", encoder: "Encoder", reader: "Reader | None"
) -> tuple[Card, list[Button]]:
    texts = texts_for("en-GB")
    answer = ask(question, index, encoder, reader)
    shown = answer_card(answer, texts, datetime.datetime.now(datetime.UTC))
    citations = citation_buttons(shown.quotes, index, texts, numbered=answer.answered)
    more = answer.answered
    return shown.card, answer_buttons(citations, 1, texts, more=more, thread=True)


def _page(card: Card, buttons: Sequence[Button]) -> str:
    embed = embed_of(card)
    colour = f"#{embed.colour.value if embed.colour else 0:06x}"
    rows = sorted({button.row for button in buttons})
    pressed = "".join(
        f"<div class=row>{''.join(_button(button) for button in buttons if button.row == row)}</div>"
        for row in rows
    )
    footer = f"<footer>{html.escape(embed.footer.text)}</footer>" if embed.footer.text else ""
    return (
        f"<!doctype html><meta charset=utf8><style>{STYLE}</style>"
        "<main><header>Footnote<span>APP</span></header>"
        f'<div class=embed style="border-color:{colour}"><h1>{_inline(embed.title or "")}</h1>'
        f"{_markdown(embed.description or '')}{footer}</div>{pressed}</main>"
    )


def _button(button: Button) -> str:
    text = html.escape(f"{button.emoji or ''} {button.label or ''}".strip())
    return f'<span class="button{" primary" if button.look is Look.MAIN else ""}">{text}</span>'


def _markdown(text: str) -> str:
    """As much of Discord's Markdown as the cards hold: quotes, small print, bold, italics and links."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("> "):
            lines.append(f"<blockquote>{_inline(line[2:])}</blockquote>")
        elif line.startswith("-# "):
            lines.append(f"<p><small>{_inline(line[3:])}</small></p>")
        elif line:
            lines.append(f"<div>{_inline(line)}</div>")
        else:
            lines.append("<p></p>")
    return "".join(lines)


def _inline(text: str) -> str:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(html.escape(match.group(1)))
        return f"\x00{len(kept) - 1}\x00"

    text = html.escape(re.sub(r"\\([^\w\s])", keep, text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    text = re.sub(r"\[([^\]]+)\]\((https?://[^)]+)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match.group(1))], text)


def _photograph(browser: str, page: str, target: Path) -> None:
    """The page at its own height, at twice the pixels."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "page.html"
        source.write_text(page, encoding="utf8")
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--force-device-scale-factor=2", f"--user-data-dir={scratch}/profile",
        ]  # fmt: skip
        measure = page + (
            "<script>document.title=Math.ceil(document.querySelector('main').offsetHeight)</script>"
        )
        source.write_text(measure, encoding="utf8")
        dumped = subprocess.run(
            [browser, *options, f"--window-size={WIDTH},800", "--dump-dom", source.as_uri()],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        height = re.findall(r"<title>(\d+)</title>", dumped)[-1]
        size = f"--window-size={WIDTH},{height}"
        command = [browser, *options, size, f"--screenshot={target.resolve()}", source.as_uri()]
        subprocess.run(command, capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
