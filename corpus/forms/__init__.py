"""Forms that are not plain text: pages, PDFs, documents, books, mail and feeds, each turned into text."""
