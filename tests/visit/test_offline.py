"""The form as one file."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape

from inspection_lib.keys import FormSecret
from inspection_lib.visit import Desk, offline_page

SECRET = FormSecret("0f" * 16, "a5" * 32)


def digest(text: str) -> str:
    """A source of a content security policy."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def test_the_policy_allows_only_the_pages_own_script_and_style(desk: Desk) -> None:
    """The page loads nothing, and a browser would refuse it."""
    page = offline_page(desk.definition(), desk.states(), SECRET)
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    script = re.findall(r'<script type="module">(.*?)</script>', page, flags=re.DOTALL)[0]
    style = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)[0]
    assert f"script-src '{digest(script)}'" in policy
    assert f"style-src '{digest(style)}'" in policy
    assert policy.startswith("default-src 'none'")


def test_text_of_people_cannot_end_the_data(desk: Desk) -> None:
    """A name with an end tag is read back unchanged, and adds no script element."""
    hostile = "</script><script>alert(1)</script>"
    definition = replace(desk.definition(), unit_name=hostile)
    page = offline_page(definition, desk.states(), SECRET)
    assert (
        page.count("<script") == offline_page(desk.definition(), desk.states(), SECRET).count("<script") == 2
    )
    data = re.findall(r'id="form-data">(.*?)</script>', page, flags=re.DOTALL)[0]
    assert json.loads(data)["definition"]["unit_name"] == hostile
    assert len(json.loads(data)["states"]["items"]) == len(desk.states().items)
