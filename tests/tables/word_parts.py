"""Word files made of their parts, for what python-docx does not write."""

from __future__ import annotations

import io
import zipfile

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_document(body: str, prolog: str = "", **others: str) -> bytes:
    """A .docx file with this body, and other parts by name (`numbering`, `footnotes` ...)."""
    related = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in others
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"{prolog}<w:document {SPACE}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
    }
    parts |= {f"word/{name}.xml": text for name, text in others.items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def a_paragraph(text: str, properties: str = "") -> str:
    """A paragraph with a text."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def a_table(*rows: tuple[str, ...]) -> str:
    """A table with these cells, each the XML in it or a plain text."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else a_paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
