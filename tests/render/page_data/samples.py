"""Pages with their data, signed and not signed, and changes that somebody could make to them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nbformat.v4 import new_output

from inspection_lib.keys import Signer, SigningKey
from inspection_lib.language import Language
from inspection_lib.render import PageSignature, data_of_page, signed_content, with_data, with_signature
from inspection_lib.render.report_page import export_page
from inspection_lib.report import Report, report_to_json
from tests.render.samples import a_notebook, a_page, attacked, exporter, good, sample_reports

ROLE = "Chánh Văn phòng <Sở & Nội vụ>"
SIGNED_AT = "2026-11-28T03:04:05.678901+00:00"


def short() -> Report:
    """The first area of the golden report: a page of all sections, drawn in a third of the time."""
    report = good()
    first = report.areas[0].id
    findings = tuple(found for found in report.findings if found.area_id == first)
    return replace(
        report,
        areas=report.areas[:1],
        items=tuple(item for item in report.items if item.area_id == first),
        findings=findings,
        worst=tuple(found.id for found in findings[:2]),
    )


OTHERS = {"attacked": attacked, "short": short}


@cache
def a_checked_page(name: str = "good", language: Language = Language.VI) -> str:
    """The page of a sample report with its data."""
    report = OTHERS[name]() if name in OTHERS else dict(sample_reports())[name]
    return with_data(a_page(report, language), report_to_json(report))


@cache
def a_signed_page(name: str = "good", language: Language = Language.VI) -> str:
    """The same, signed with a key of its own."""
    page = a_checked_page(name, language)
    return with_signature(page, a_signature(page))


def a_signature(page: str) -> PageSignature:
    """The signature of a new key."""
    private = Ed25519PrivateKey.generate()
    key = SigningKey(Signer(ROLE, private.public_key().public_bytes_raw().hex()), private)
    content = signed_content(data_of_page(page), key.signer.key, ROLE, SIGNED_AT)
    return PageSignature(key.signer.key, ROLE, SIGNED_AT, key.sign(content).hex())


def a_broken_page() -> str:
    """The page of a notebook that printed odd things and failed in a cell, with the data of a report."""
    printed = "\n\n  two lines\r\nand\rmore \0 \x1b[31m \x85 \u2028 &amp; <!-- </pre> \ufeff\ufffe"
    outputs = [
        new_output("stream", name="stdout", text=printed),
        new_output("error", ename="ValueError", evalue=printed, traceback=[]),
        new_output("display_data", {"text/html": f"<section id=a><h2>A<p>{printed}<table><b>x<tr>y"}),
    ]
    notebook = a_notebook(good())
    notebook.cells[3].outputs += outputs
    return with_data(export_page(notebook, exporter()), report_to_json(good()))
