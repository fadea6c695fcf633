"""What captions and credits of pictures look like: patterns as in corpus/patterns.py."""

from corpus.patterns import AGENCIES

PICTURES: dict[str, tuple[str, ...]] = {
    "caption of a picture": (
        r"file(?: (?:photo|image|picture))? ?[-–—:] ?.{2,400}",
        r"caption: ?.{2,400}|photo\) ?.{2,400}|.{2,250} © ?[^.]{2,40}",
        r".{2,300}[(\[](?:graphic|illustration|image|photo(?:graph)?|picture)s?(?: credit)?: ?[^()]{2,60}",
        r".{2,300}[.!?”\"] (?:credit|foto|illustration|image|photo(?:graph)?|pic|picture)s?: ?[^.:]{2,60}",
        r".{2,300}\b(?:image|photo|picture) credit: ?[^.:]{2,60}",
        r"enlarge / ?.{2,300}|stock image of .{2,100}|(?:chart|graphic|infographic|map|table): .{2,200}",
        r"item \d+ of \d+ \S.{2,400}|(?:\d+/\d+|click to enlarge)\] ?\S.{2,400}",
    ),
    "photo credit or caption label": (
        rf".{{0,300}}\((?:[^()]{{0,60}}\b(?:photo|courtesy)\b[^()]{{0,60}}|[^()]{{2,60}}/ ?(?:{AGENCIES}))",
        r".{0,200}\.?\bcredit(?:\.\.\.|…).{2,80}",
        r"listing image: ?.{2,60}",
        (
            r"(?:image|photo|photograph|picture|media|video|graphic|illustration)s?"
            r" (?:copyright|credit|source|caption|courtesy)s?\b(?: ?[:,©/] ?.{0,250})?"
        ),
        r"(?:hide |toggle |view )?caption|enlarge(?: this)?(?: image)?|view image in fullscreen",
        r"(?:file|representational|representative)? ?(?:image|photo|photograph|picture|pic|credit)s?",
        r"(?:image|photo|photograph|picture|pic|credit|illustration|graphic)s? ?[:©] ?.{1,80}",
        r"(?:archivbild|bild|foto|grafik|symbolbild|symbolfoto)s? ?[:©/] ?.{1,80}",
        rf"(?:{AGENCIES}) ?/[^.:]{{2,60}}|[^.:/]{{2,40}}/(?:bbc|cbc|cnn|npr|pbs|sky news)",
        rf"(?:via |©|by )?(?:{AGENCIES})(?:[ ,/-]+(?:via )?(?:{AGENCIES}))*",
        rf"[^.:]{{2,60}} ?/ ?(?:via )?(?:{AGENCIES})(?: via .{{2,40}}|[ ,/-]+(?:{AGENCIES}))*",
        r"(?:photo|image|picture|photograph|illustration|pic)s? (?:by|courtesy(?: of)?|via)(?: \S+){1,6}",
    ),
}
