"""Tables over several reports, as HTML."""

from __future__ import annotations

from datetime import date

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render import draw_follow_up, draw_province
from inspection_lib.report import FollowUpState, follow_up, summarize
from tests.render.samples import attacked, good, unfinished

EN = open_catalogue(Language.EN)


def test_the_follow_up_shows_the_findings_of_one_state() -> None:
    """None shows all of them; the sentence above counts all in both cases."""
    followed = follow_up(good(), unfinished(), date(2018, 1, 15))
    total = f"{len(good().findings)} findings:"
    for state in (None, *FollowUpState):
        page = draw_follow_up(followed, state, EN)
        expected = len(followed.lines) if state is None else followed.count(state)
        assert page.count('<tr><th scope="row">') == expected
        assert total in page


def test_the_province_names_its_units_and_marks_demonstration_data() -> None:
    """The sentence counts the units, and text of people stays text."""
    page = draw_province(summarize([good(), attacked()]), EN)
    assert "2 units" in page
    assert "DEMONSTRATION DATA" in page
    assert "<script" not in page
