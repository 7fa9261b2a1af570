"""Three communes, two laptops, one tablet and one stick: no command after the office's preparation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from inspection_lib.model import EventKind, ResponseEvent, Source
from inspection_lib.record import fold_facts, in_order, open_store
from inspection_lib.record.chain import verify_chain
from inspection_lib.visit import open_desk
from inspection_lib.workbench import Workbench
from tests.browser.conftest import ACTOR, Visitor, card, is_ready, is_saved
from tests.browser.offline_file import SIZES, Hand, saved_package
from tests.browser.people import Computer, agree_with_claims, at_computer, close_visit
from tests.browser.pictures import a_file, a_photo
from tests.conftest import CAMPAIGN
from tests.makers.claims import claim_as_the_sample
from tests.makers.machines import PASSPHRASE, Machine, a_machine
from tests.trials import Trials
from tests.visit.home.conftest import STORE

ONE, TWO = "máy tính 1 của đoàn", "máy tính 2 của đoàn"
AGREEING, SECOND, TABLET = "01834", "01837", "01840"
DISPUTED, SHARED = "A00", "A01"
"""Items of the first commune that the second laptop answers too: one in another way, one alike."""
COMMUNES = (AGREEING, SECOND, TABLET)
MOST_PRESSES = 1.3
"""Presses an item for a unit that agrees with its self-score."""
FEW_AREAS = 2
"""Areas of the checklist that are answered under `make test`; test_visit.py answers a whole one."""


@dataclass(frozen=True)
class Prepared:
    """What the office hands out: the stick with the preparation, and the file on the tablet."""

    office: Machine
    stick: Path
    preparation: Path
    form: Path
    areas: int | None
    """Areas whose items are answered for each commune; all of them under `make trials`."""

    @property
    def sticks(self) -> dict[str, str]:
        """Where a home page looks for sticks."""
        return {"INSPECTION_STICKS": str(self.stick)}

    def events(self, unit: str) -> list[ResponseEvent]:
        """The record of a unit at the office."""
        return in_order(open_store(STORE, self.office.folder).events(CAMPAIGN, unit))


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trials: Trials) -> Prepared:
    """The office knows what the communes claim. The last commands of the day are here."""
    office = a_machine(tmp_path, "office")
    monkeypatch.setenv("INSPECTION_CONFIG", str(office.config))
    workbench = Workbench(office.folder)
    for unit in COMMUNES:
        claim_as_the_sample(open_desk(workbench, STORE, CAMPAIGN, unit, actor=ACTOR), "communes")
    stick, form = tmp_path / "stick", tmp_path / "tablet" / "form.html"
    stick.mkdir()
    form.parent.mkdir()
    office("prepare", CAMPAIGN, "-o", str(stick), "--machine", ONE, "--machine", TWO)
    office("form", CAMPAIGN, TABLET, "-o", str(form), "--actor", ACTOR)
    (preparation,) = stick.iterdir()
    return Prepared(office, stick, preparation, form, None if trials.full else FEW_AREAS)


@dataclass(frozen=True)
class HandedIn:
    """What a computer hands in: the file on the stick, the digits that it shows, the presses."""

    file: Path
    code: str
    presses: int


def add_photo(hand: Hand, shade: int) -> None:
    """A photo of its own to the first item of the area."""
    here = hand.page.locator("section:not([hidden]) article:not(.is-folded)").first
    hand.add_files(here, a_file("DỮ LIỆU MINH HỌA.jpg", a_photo(shade=shade)))
    here.locator(".pieces li:not(.waiting) img").wait_for()
    is_saved(hand.page)


def inspect(hand: Hand, shade: int, areas: int | None = None) -> int:
    """A visit from the first answer to the signature; gives the presses for the answers."""
    presses = agree_with_claims(hand, areas)
    add_photo(hand, shade)
    close_visit(hand)
    return presses


def at_first_laptop(laptop: Computer, prepared: Prepared) -> HandedIn:
    """One commune, minutes from the home page, and a bundle."""
    code = laptop.prepare(prepared.preparation, ONE)
    laptop.pick(AGREEING)
    laptop.open_form(AGREEING)
    presses = inspect(laptop.hand, 90, prepared.areas)
    laptop.hand.press(laptop.page.get_by_role("button", name="Quay lại phiếu"))
    laptop.go_home()
    laptop.look_at(AGREEING)
    laptop.press("Lập biên bản")
    laptop.is_done()
    minutes = laptop.opened_paper("Biên bản, để in")
    assert "Phòng họp, DỮ LIỆU MINH HỌA" in minutes
    laptop.close_panel()
    return HandedIn(laptop.pack(PASSPHRASE), code, presses)


def at_second_laptop(laptop: Computer, prepared: Prepared) -> HandedIn:
    """Another commune with its submission, one item of the first commune in another way, and a bundle."""
    code = laptop.prepare(prepared.preparation, TWO)
    for unit in (SECOND, AGREEING):
        laptop.pick(unit)
    laptop.open_form(SECOND)
    page = laptop.page
    presses = inspect(laptop.hand, 120, prepared.areas)
    laptop.hand.press(page.locator(".submitting button"))
    laptop.hand.press(page.locator("dialog").get_by_role("button", name="Nộp dù còn thiếu"))
    page.locator(".end a[href*='bien-ban']").first.wait_for()
    laptop.hand.press(page.get_by_role("button", name="Quay lại phiếu"))
    laptop.go_home()
    expect(laptop.unit(SECOND)).to_contain_text("Đã nộp")
    laptop.open_form(AGREEING)
    laptop.hand.press(page.locator(card(page, DISPUTED)).locator(".control input[value=no]"))
    laptop.hand.press(page.locator(card(page, SHARED)).locator("button.agree"))
    is_saved(page)
    laptop.go_home()
    return HandedIn(laptop.pack(PASSPHRASE), code, presses)


def at_tablet(browser: Browser, prepared: Prepared) -> HandedIn:
    """The third commune with fingers, in a file without a network; its package goes to the stick."""
    width, height, touches = SIZES["tablet"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touches, locale="vi-VN", accept_downloads=True
    )
    visitor = Visitor(context, [], [])
    page = visitor.page()
    page.goto(prepared.form.as_uri())
    is_ready(page)
    hand = Hand(page, touches)
    presses = inspect(hand, 150, prepared.areas)
    hand.press(page.get_by_role("button", name="Quay lại phiếu"))
    package = saved_package(page, prepared.stick)
    context.close()
    assert visitor.errors == []
    return HandedIn(package, "", presses)


def at_office(office: Computer, one: HandedIn, two: HandedIn, tablet: HandedIn) -> None:
    """Take all in, confirm the digits, settle what contradicts, submit, make the report and open it."""
    office.take_in(one.file, ONE, one.code)
    office.take_in(two.file, TWO, two.code)
    office.take_in(tablet.file)
    office.choose_campaign(CAMPAIGN)
    office.pick(AGREEING)
    expect(office.unit(AGREEING)).to_contain_text("1 kết quả ghi khác nhau")
    office.look_at(AGREEING)
    disputed = office.panel.locator(".contradiction")
    expect(disputed).to_have_count(1)
    for words in (DISPUTED, f", {ONE}", f", {TWO}"):
        expect(disputed).to_contain_text(words)
    office.hand.press(disputed.get_by_role("button", name="Chọn kết quả này: Có"))
    expect(disputed.locator(".trouble")).to_have_text("Hãy ghi lý do.")
    office.hand.type_into(disputed.get_by_label("Lý do chọn kết quả này"), "Đã xem hồ sơ gốc")
    office.hand.press(disputed.get_by_role("button", name="Chọn kết quả này: Có"))
    expect(office.panel).to_contain_text("Không có kết quả nào ghi khác nhau.")
    office.press("Nộp dù còn thiếu")
    expect(office.panel).to_contain_text("Đã nộp:")
    office.press("Lập báo cáo")
    report = office.opened_paper("Báo cáo")
    assert "Đã xem hồ sơ gốc" in report
    office.close_panel()


def test_the_day(browser: Browser, prepared: Prepared, tmp_path: Path) -> None:
    """Nothing that was entered on any device is missing at the office, and nothing is there twice."""
    handed = []
    for name, work in (("laptop1", at_first_laptop), ("laptop2", at_second_laptop)):
        (tmp_path / name).mkdir()
        with at_computer(browser, tmp_path / name, tmp_path / f"{name}-config", prepared.sticks) as laptop:
            handed.append(work(laptop, prepared))
    one, two = handed
    tablet = at_tablet(browser, prepared)
    place = prepared.office
    with at_computer(browser, place.folder, place.config, prepared.sticks) as office:
        at_office(office, one, two, tablet)
    answered = []
    for unit, handed_in in zip(COMMUNES, (one, two, tablet), strict=True):
        events = prepared.events(unit)
        verify_chain(sorted(events, key=lambda event: (event.origin, event.number)))
        kinds = Counter(event.kind for event in events)
        entries = Counter((event.item_id, event.origin) for event in own_answers(events))
        assert set(entries.values()) == {1}
        items = len({item for item, _ in entries})
        answered.append(items)
        print(f"{handed_in.presses} presses for {items} items: {handed_in.presses / items:.2f} an item")
        assert handed_in.presses <= MOST_PRESSES * items
        assert kinds[EventKind.ATTACHED] == 1
        assert len(fold_facts(events).signatures) == 1
    assert min(answered) > (10 if prepared.areas else 40)
    assert Counter(event.kind for event in prepared.events(AGREEING))[EventKind.DECIDED] == 1


def own_answers(events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    return [each for each in events if each.kind is EventKind.ANSWERED and each.source == Source.INSPECTOR]
