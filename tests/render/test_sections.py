"""What a reader of a section learns, in each state that a report can have."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from inspection_lib.errors import ParameterError
from inspection_lib.language.messages import Language
from inspection_lib.render.sections import SECTIONS, draw_section, show
from tests.render.samples import LONG, attacked, capped, good, sample_reports, unfinished, withheld


def words(name: str, language: Language = Language.EN) -> str:
    """The summary of a sample as plain text."""
    return text_of(draw_section(dict(sample_reports())[name], "summary", language))


def text_of(html: str) -> str:
    """The text of some HTML, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_the_summary_of_a_closed_inspection_states_score_grade_and_claim() -> None:
    """The first section shows the score, the grade and the unit's own claim."""
    assert "74.95" in words("good")
    assert "Grade: Fair" in words("good")
    assert "Unit's own claim: 78.54" in words("good")


def test_an_unfinished_inspection_has_a_range_and_no_grade() -> None:
    """The summary shows the range of the score, and that there is no grade yet."""
    assert re.search(r"37\.\d+ to 74\.95", words("unfinished"))
    assert "none yet" in words("unfinished")
    assert 'href="#unanswered"' in draw_section(unfinished(), "summary", Language.EN)


def test_a_broken_rule_is_named_wherever_its_points_are_missing() -> None:
    """Summary, areas and items show that the score is withheld, and the rule's name."""
    for section in ("summary", "areas", "items"):
        drawn = text_of(draw_section(withheld(), section, Language.EN))
        assert "date_deadline" in drawn, section
    assert "? / 100" in words("withheld")


def test_a_knock_out_is_explained() -> None:
    """The grade by points, the grade that is allowed, and the item that limits it."""
    said = words("capped")
    assert "By points the grade would be Fair; the grade is limited to Average" in said
    assert capped().items[0].id in said


def test_a_demonstration_says_so_and_a_real_campaign_does_not() -> None:
    """The mark follows the campaign."""
    real = replace(good(), campaign=replace(good().campaign, demonstration=False))
    assert "DỮ LIỆU MINH HỌA" in draw_section(good(), "header", Language.VI)
    assert "DỮ LIỆU MINH HỌA" not in draw_section(real, "header", Language.VI)


def test_registers_and_measures_are_named_in_vietnamese() -> None:
    """A reader of the page does not meet the names that files and checklists use."""
    lines = good().measures
    assert lines
    section = re.sub(r"060\.\w+\.csv", "", text_of(draw_section(good(), "measures", Language.VI)))
    names = {name for line in lines for name in (line.register, line.name)}
    assert [name for name in names if name in section] == []
    assert "Văn bản đi không mật gửi hoàn toàn dưới dạng điện tử" in section


def test_a_very_long_note_is_shown_whole() -> None:
    """Ten thousand characters are not cut."""
    assert LONG in draw_section(attacked(), "findings", Language.VI)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_whole_and_carries_no_style(name: str) -> None:
    """One section with its id, labelled by its heading, without style attributes."""
    html = draw_section(good(), name, Language.VI)
    assert html.lstrip().startswith(f'<section id="{name}"')
    assert f'id="{name}-title"' in html
    assert not re.search(r"<[^>]* style=", html)


@pytest.mark.parametrize("language", list(Language))
def test_every_section_draws_every_report(language: Language) -> None:
    """No state of a report breaks a template."""
    for _, report in sample_reports():
        assert all(draw_section(report, name, language) for name in SECTIONS)


def test_an_unknown_section_or_language_is_refused() -> None:
    """The error lists the valid names."""
    with pytest.raises(ParameterError, match="summary"):
        show(good(), "sumary")
    with pytest.raises(ParameterError, match="vi, en"):
        show(good(), "summary", "fr")
