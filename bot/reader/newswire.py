"""Articles of the Reuters-21578 newswire."""

import html
import re
import tarfile
from pathlib import Path
from typing import NamedTuple

ARCHIVE = "reuters21578/reuters21578-sgm.tar.gz"
_STORY = re.compile(
    r"<DATE>\s*(\d+-\w+-\d+).*?</DATE>.*?<TITLE>(.*?)</TITLE>.*?<BODY>(.*?)</BODY>", re.DOTALL
)


class Story(NamedTuple):
    """One report of the wire."""

    title: str
    date: str
    body: str


def stories(data: Path) -> list[Story]:
    """Every report of the archive that has a text."""
    found: list[Story] = []
    with tarfile.open(data / ARCHIVE) as archive:
        for member in sorted(archive.getnames()):
            file = archive.extractfile(member) if member.endswith(".sgm") else None
            if file is None:
                continue
            for report in file.read().decode("latin1").split("</REUTERS>"):
                if match := _STORY.search(report):
                    date, title, body = (html.unescape(part).strip() for part in match.groups())
                    found.append(Story(" ".join(title.split()), date, body.removesuffix("\x03").strip()))
    return found
