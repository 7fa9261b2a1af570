"""Photos, drawings and spoken remarks in the form as one file: seen, kept through a crash, and merged."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PageError

from inspection_lib.model import Attachment
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import Workbench
from tests.accessibility import violations
from tests.browser.conftest import CAMPAIGN, Visitor, card, is_ready, unfold
from tests.browser.form_page import (
    Visit,
    an_item,
    visit_fixture,  # noqa: F401  (pytest finds the fixtures here)
)
from tests.browser.offline_file import (
    STORE,
    UNIT,
    form_fixture,  # noqa: F401
    opened,
    saved_package,
    workbench_fixture,  # noqa: F401
)
from tests.browser.pictures import BROKEN, a_file, a_photo
from tests.exchange.merging import merge_into
from tests.waiting import until

WHOLE_BROWSER = True
"""The headless shell has neither a camera nor a microphone."""
ITEM = "A01"


def here(page: Page) -> Locator:
    return page.locator(card(page, ITEM))


def with_evidence(page: Page) -> Locator:
    """The card with its evidence opened."""
    return unfold(here(page), "Tài liệu")


def no_violation(page: Page) -> None:
    """Nothing is found by axe, and each button of the open dialog is at least 44 px high and wide."""
    assert violations(page) == []
    for touched in page.locator("dialog button:visible").all():
        box = touched.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, touched.inner_text()


def draw(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """One stroke with the mouse, between two places of the sheet as parts of its width and height."""
    box = page.locator(".sheet").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


def crash(page: Page) -> None:
    """End the page's process as a tablet without memory does: nothing of the page runs any more."""
    with page.expect_event("crash"), suppress(PageError):  # what crashes gives no reply
        page.goto("chrome://crash")
    page.close()


def pieces_of(workbench: Workbench) -> dict[str, Attachment]:
    events = in_order(create_store(STORE, workbench.folder).events(CAMPAIGN, UNIT))
    return {piece.name: piece for piece in fold_attachments(events)[ITEM, "inspector"]}


def test_photos_and_drawings_of_a_tablet(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Several files have a line each. A photo is upright, enlarged and drawn on; strokes survive a close."""
    photo, second = a_photo(turned=True), a_photo(shade=200)
    page = opened(visitor, form)
    with_evidence(page)
    chosen = [("dọc.jpg", photo), ("hỏng.jpg", BROKEN), ("ảnh.gif", b"GIF89a demo"), ("ngang.jpg", second)]
    here(page).locator("input[type=file]").set_input_files([a_file(*each) for each in chosen])
    expect(here(page).locator(".taken li")).to_have_text(
        [f"{name}: đã nhận" for name, _ in chosen if name != "ảnh.gif"]
    )
    expect(here(page).locator(".refused")).to_contain_text("ảnh.gif: Loại tệp này không nhận")
    here(page).locator(".taken button").click()
    expect(here(page).locator(".taken")).to_be_hidden()
    small = here(page).get_by_role("button", name="Phóng to ảnh: dọc.jpg")
    assert until(lambda: small.locator("img").evaluate("(img) => img.naturalHeight > img.naturalWidth"))
    expect(here(page).locator(".pieces li", has_text="hỏng.jpg")).to_contain_text("không hiện được ảnh")

    small.focus()
    page.keyboard.press("Enter")
    enlarged = page.locator("dialog img")
    expect(enlarged).to_have_attribute("alt", "Ảnh: dọc.jpg")
    expect(page.get_by_role("button", name="Vẽ lên ảnh")).to_be_enabled()
    no_violation(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog [role=alert]")).to_contain_text("không hiện được ảnh")
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog [role=status]")).to_have_text("Ảnh 3/3: ngang.jpg")
    page.keyboard.press("Escape")
    expect(small).to_be_focused()

    small.click()
    page.get_by_role("button", name="Vẽ lên ảnh").click()
    expect(page.get_by_role("button", name="Giữ hình vẽ")).to_have_attribute("aria-disabled", "true")
    draw(page, (0.1, 0.5), (0.9, 0.5))
    no_violation(page)
    page.get_by_role("button", name="Vòng tròn").press("Enter")
    draw(page, (0.4, 0.1), (0.6, 0.3))
    page.get_by_role("button", name="Hoàn tác").press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(here(page).get_by_text("Có nét vẽ chưa giữ")).to_be_visible()
    page.close()

    page = opened(visitor, form)
    expect(page.locator(".status")).to_contain_text(f"chưa vào hồ sơ: {ITEM}")
    here(page).get_by_role("button", name="Phóng to ảnh: dọc.jpg").click()
    page.get_by_role("button", name="Vẽ lên ảnh").click()
    page.get_by_role("button", name="Giữ hình vẽ").click()
    expect(here(page).get_by_text("hình vẽ trên ảnh dọc.jpg")).to_be_visible()
    expect(here(page).get_by_text("Có nét vẽ chưa giữ")).to_have_count(0)
    expect(here(page).get_by_role("button", name="Phóng to ảnh: dọc.jpg")).to_be_focused()

    evidence = evidence_folder(STORE, workbench.folder)
    merge_into(workbench, create_store(STORE, workbench.folder), evidence, saved_package(page, tmp_path))
    pieces = pieces_of(workbench)
    drawing = pieces["dọc - hình vẽ.jpg"]
    assert drawing.drawn_on == pieces["dọc.jpg"].sha256
    assert evidence.open(drawing.drawn_on) == photo
    drawn = Image.open(io.BytesIO(evidence.open(drawing.sha256))).convert("RGB")
    assert drawn.size == (480, 640)  # upright
    red, green, blue = drawn.getpixel((240, 320))  # type: ignore[misc]  # in the middle of the arrow
    assert red > 180 > 90 > max(green, blue)
    red, green, blue = drawn.getpixel((240, 128))  # type: ignore[misc]  # the circle was taken back
    assert green > red
    assert visitor.errors == []
    assert {url.split(":")[0] for url in visitor.requests} <= {"file", "blob", "data"}


def test_a_spoken_remark_survives_a_crash(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Without leave the card says why. With it, what was spoken before the crash is kept and merged."""
    page = opened(visitor, form)
    with_evidence(page).get_by_role("button", name="Ghi âm", exact=True).click()
    expect(here(page).get_by_text("Micro chưa được phép dùng")).to_be_visible()
    visitor.context.grant_permissions(["microphone"])
    here(page).get_by_role("button", name="Ghi âm", exact=True).press("Enter")
    expect(here(page).get_by_role("timer")).to_have_text("Đang ghi âm: 0:02 / 5:00")
    expect(here(page).get_by_role("button", name="Dừng")).to_be_focused()
    assert violations(page) == []
    crash(page)

    page = opened(visitor, form)
    expect(page.locator(".status")).to_contain_text(f"chưa vào hồ sơ: {ITEM}")
    expect(here(page).get_by_text("Bản ghi âm chưa giữ")).to_be_visible()
    assert here(page).locator("audio").evaluate("(sound) => sound.paused && !sound.autoplay")
    here(page).get_by_role("button", name="Giữ bản ghi âm").press("Enter")
    listen = here(page).get_by_role("button", name="Nghe: Ghi âm")
    listen.press("Enter")
    sound = here(page).locator(".pieces audio")
    sound.evaluate("(sound) => new Promise((go) => (sound.currentTime ? go() : (sound.ontimeupdate = go)))")
    here(page).get_by_role("button", name="Ghi âm", exact=True).click()
    here(page).get_by_role("button", name="Dừng").click()
    here(page).get_by_role("button", name="Bỏ bản ghi âm").click()
    expect(here(page).locator(".spoken audio")).to_have_count(0)
    expect(page.locator(".status")).not_to_contain_text("chưa vào hồ sơ")

    evidence = evidence_folder(STORE, workbench.folder)
    package = saved_package(page, tmp_path)
    merge_into(workbench, create_store(STORE, workbench.folder), evidence, package)
    (piece,) = pieces_of(workbench).values()
    assert piece.media_type == "audio/webm"
    assert piece.size > 2_000  # two seconds
    assert zipfile.ZipFile(package).testzip() is None
    assert visitor.errors == []


def test_photos_and_sound_of_a_notebook(visit: Visit) -> None:
    """The record sends the enlarged photo and the sound. The webcam takes several photos; nothing is lost."""
    visit.context.grant_permissions(["microphone", "camera"], origin="http://localhost")
    page = visit.open()
    item = an_item(page)
    on_card = unfold(page.locator(card(page, item)), "Tài liệu")
    on_card.locator("input[type=file]").set_input_files([a_file("ảnh.jpg", a_photo(2000, 1500))])
    on_card.locator(".pieces li:not(.waiting)").wait_for()
    on_card.get_by_role("button", name="Phóng to ảnh: ảnh.jpg").click()
    size = "async (img) => (await img.decode(), img.naturalWidth)"
    expect(page.get_by_role("button", name="Vẽ lên ảnh")).to_be_enabled()
    assert page.locator("dialog img").evaluate(size) == 1600
    page.keyboard.press("Escape")

    on_card.get_by_role("button", name="Chụp ảnh").press("Enter")
    page.locator("dialog video").evaluate("(v) => v.videoWidth || new Promise((go) => (v.onresize = go))")
    shutter = page.locator("dialog").get_by_role("button", name="Chụp ảnh")
    for count in (1, 2):
        shutter.press("Enter")
        expect(page.locator("dialog [role=status]")).to_have_text(f"Đã chụp {count} ảnh")
    assert violations(page) == []  # this page has no style: sizes say nothing
    page.keyboard.press("Escape")

    on_card.get_by_role("button", name="Ghi âm", exact=True).click()
    expect(on_card.get_by_role("timer")).to_have_text("Đang ghi âm: 0:01 / 5:00")
    on_card.get_by_role("button", name="Dừng").click()
    on_card.get_by_role("button", name="Giữ bản ghi âm").click()
    on_card.get_by_role("button", name="Nghe: Ghi âm").click()
    expect(on_card.locator(".pieces audio")).to_be_visible()
    expect(on_card.locator(".pieces li:not(.waiting)")).to_have_count(4)
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    kinds = [piece.media_type for piece in fold_attachments(events)[item, "inspector"]]
    assert kinds == ["image/jpeg"] * 3 + ["audio/webm"]
    is_ready(page)


def test_a_tablet_opens_its_own_camera(browser: Browser, form: Path) -> None:
    """A touched device opens its camera for several photos one after the other; each is kept."""
    context = browser.new_context(viewport={"width": 820, "height": 1180}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(form.as_uri())
    is_ready(page)
    for count in (1, 2):
        with page.expect_file_chooser() as chooser:
            here(page).get_by_role("button", name="Chụp ảnh").tap()
        assert chooser.value.element.get_attribute("capture") == "environment"
        chooser.value.set_files([a_file("image.jpg", a_photo(shade=count))])
        expect(here(page).locator(".pieces li:not(.waiting)")).to_have_count(count)
    assert page.locator("input[capture]").count() == 0
    context.close()
