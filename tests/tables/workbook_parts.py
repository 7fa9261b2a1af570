"""Office files written by hand, part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("unit", "item", "source", "value")
)
ROW = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("060", "C05", "inspector"))


def an_xlsx(rows: str, *, main: str = MAIN, relations: str = RELATIONS, **parts: str) -> bytes:
    """An XLSX file with one sheet of these rows under the header; ``parts`` replace others by their names."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row>{HEADER}</row>{rows}'
        "</sheetData></worksheet>",
    }
    return a_zip(
        files | {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    )


def an_ods(rows: str, **parts: str) -> bytes:
    """An ODS file with one sheet of these rows under the header."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("unit", "item", "source", "value")
    )
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">'
        f'<table:table table:name="S"><table:table-row>{cells}</table:table-row>{rows}</table:table>'
        "</office:document-content>"
    )
    return a_zip(
        {"content.xml": content}
        | {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    )


def a_zip(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in files.items():
            parts.writestr(name, text)
    return data.getvalue()
