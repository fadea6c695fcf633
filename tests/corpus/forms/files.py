"""Files of every form, made here: the smallest that their readers take."""

import io
import zipfile
import zlib
from collections.abc import Sequence

PAGE = """<!doctype html><html><head><title>Ferry runs late | The Herald</title>
<meta property="og:site_name" content="The Herald">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2020-07-08T10:00:00Z">
<link rel="canonical" href="https://herald.example/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry runs late</h1>
<p>The ferry to Aberdeen was two hours late on Monday, the company said in a statement.</p>
<p>Captain Moss blamed the fog that lay over the harbour all morning, and the passengers waited.</p>
</article><footer>Terms of use</footer></body></html>"""
FERRY = (
    "The ferry to Aberdeen was two hours late on Monday, the company said in a statement.\n"
    "Captain Moss blamed the fog that lay over the harbour all morning, and the passengers waited."
)


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", kids: str | None = None) -> bytes:
    """A PDF of these lines; `kids` in place of its list of pages."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    numbers = []
    for lines in pages:
        shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
        numbers.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 {font}>>>>>>"
        )
    listed = kids or " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{listed}]>>"
    objects.append(f"<</Title({title})>>")
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R/Info {len(objects)} 0 R>>\nstartxref\n{start}\n%%EOF\n"
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode())
    return out.getvalue()


def pdf_with_stream(data: bytes) -> bytes:
    """A PDF of one page whose content is `data`, packed."""
    packed = zlib.compress(data, 9).decode("latin-1")
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 {font}>>>>>>",
        f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n{packed}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<</Size 5/Root 1 0 R>>\n%%EOF\n".encode("latin-1")


def docx(*paragraphs: str, title: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    import docx as library

    document = library.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


CONTAINER = """<?xml version="1.0"?><container
xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf"
xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{title}</dc:title>
<dc:creator>Jane Doe</dc:creator><dc:publisher>The Herald Press</dc:publisher>
<dc:date>2020-07-08</dc:date></metadata>
<manifest>{items}</manifest><spine>{spine}</spine></package>"""


def epub(
    *chapters: str, title: str = "Ferries", doctype: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    names = [f"c {number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="c{i}" href="{name.replace(" ", "%20")}"/>' for i, name in enumerate(names))
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(names)))
    package = PACKAGE.format(title=title, items=items, spine=spine, doctype=doctype)
    files = {"META-INF/container.xml": CONTAINER.encode(), "OEBPS/book.opf": package.encode()}
    files |= {f"OEBPS/{name}": chapter.encode() for name, chapter in zip(names, chapters, strict=True)}
    return packed(files | (extra or {}))


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


MAIL = b"""From: Jane Doe <jane@herald.example>\r
To: readers@herald.example\r
Subject: =?utf-8?q?Ferry_runs_late_=E2=80=93_again?=\r
Date: Wed, 08 Jul 2020 10:00:00 +0200\r
Message-ID: <1@herald.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=b\r
\r
--b\r
Content-Type: text/html; charset=utf-8\r
\r
<p>The ferry was late.</p>\r
--b\r
Content-Type: text/plain; charset=utf-8\r
\r
The ferry to Aberdeen was two hours late on Monday.\r
--b--\r
"""

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Herald</title>
<item><title>Ferry runs late</title><link>{base}/ferry</link><pubDate>Wed, 08 Jul 2020 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>The ferry to Aberdeen was two hours late on Monday, the company said.</p>
<p>Captain Moss blamed the fog that lay over the harbour.</p>]]></content:encoded></item>
<item><title>Council closes two libraries</title><link>{base}/library</link>
<description>The council has voted.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title><entry><title>Ferry</title>
<link href="https://herald.example/f"/><updated>2020-07-08T10:00:00Z</updated>
<author><name>Jane Doe</name></author>
<content type="html">&lt;p&gt;The ferry was late on Monday, the company said.&lt;/p&gt;</content>
</entry></feed>"""
