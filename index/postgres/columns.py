"""The columns that a writer fills, with the types that binary COPY must name."""

ARTICLE = {
    "number": "int8", "file": "text", "name": "text", "title": "text", "text": "text", "publisher": "text",
    "published": "date", "url": "text", "author": "text", "form": "text", "original": "text",
    "pages": "bytea", "marks": "int4", "sought_publisher": "text", "sought_title": "text",
    "sought_name": "text", "born": "int8",
}  # fmt: skip
PASSAGE = {
    "number": "int8", "month": "int4", "id": "text", "article": "int8", "start": "int4", "stop": "int4",
    "sentences": "bytea", "embedded": "uuid", "body_terms": "int4", "heading_terms": "int4",
    "published": "date", "embedding": "halfvec", "born": "int8",
}  # fmt: skip
POSTING = {"term": "text", "field": "int2", "chunk": "int8", "entries": "bytea", "born": "int8"}
FILE = {"name": "text", "size": "int8", "mtime_ns": "int8", "sha256": "text", "born": "int8"}
SKIPPED = {"file": "text", "name": "text", "reason": "text", "born": "int8"}
MARK = {"mark": "int8", "article": "int8"}
COPY = {"article": "int8", "other": "int8", "share": "float4"}
OLD_PASSAGE = {"id": "text", "version": "int8", "start": "int4", "stop": "int4"}
