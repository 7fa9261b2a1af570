"""Citations on a page: number, day, article, and whether the text was read."""

from __future__ import annotations

import re

from tests.sentences.basics import Json, must, same
from tests.sentences.truth import Truth


def document_key(document: Json) -> tuple[str, str]:
    """Number and day of a legal document."""
    return document["number"], str(document.get("date", ""))


def cited_key(truth: Truth, basis: Json) -> tuple[str, str]:
    """Number and day of the document that is cited, by them or by its id."""
    cited = basis["document"]
    if isinstance(cited, str):
        cited = next(one for one in truth.checklist["legal_documents"] if one.get("id") == cited)
    return document_key(cited)


def law_is(truth: Truth, item: str, text: str) -> None:
    """Each citation: number, day, article, and "verified" only where the text was read."""
    documents = {document_key(one): one for one in truth.checklist["legal_documents"]}
    cited = truth.asked[item].get("legal_basis", [])
    none = text in ("bộ tiêu chí không nêu", "the checklist names none")
    same(none, not cited, "no legal basis")
    place = 0
    for basis in cited:
        document = documents[cited_key(truth, basis)]
        start = f"{truth.say(document['kind'])} {document['number']}"
        where = text.find(start, place)
        must(where >= 0, f"clause {start}")
        place = where + len(start)
        if basis.get("article"):
            must(truth.say(basis["article"]) in text[where:], "article")
    states = re.findall(r"cần kiểm chứng|đã kiểm chứng|to be verified|verified", text)
    true = [
        bool(basis.get("article"))
        and basis.get("state") == documents[cited_key(truth, basis)]["state"] == "verified"
        for basis in cited
    ]
    same([one in ("đã kiểm chứng", "verified") for one in states], true, "verified citations")
