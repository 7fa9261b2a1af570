"""The country that the batch is measured with: the same seed gives the same one; it is a usual workbench."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.country import CAMPAIGN, build_country, build_workbench
from benchmarks.offices import Office, Shape, invented, read_offices
from inspection_lib.errors import InvalidFilesError
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.benchmarks.running import run
from tests.conftest import ROOT
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here

SMALL = Shape(provinces=2, districts=3, communes=6)
KINDS = {"province": 2, "department": 2, "district": 3, "commune": 6}
SEED = 15
"""With it a district of the small country has registers."""
NATION = ROOT.parent / "shared" / "domain" / "units_national.csv"
"""The units of the country as they were, where they lie beside the checkout."""
SHORT = """code,name,type,parent
01,Tỉnh Một,tinh,
001,Huyện Hai,huyen,01
00001,Xã Ba,xa,001
00002,Xã Bốn,xa,001
"""


def kinds_of(offices: Sequence[Office]) -> Counter[str]:
    """How many offices there are of each kind."""
    return Counter(office.kind for office in offices)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, workbench: Workbench) -> Workbench:
    """A small country."""
    return build_country(
        tmp_path_factory.mktemp("country") / "home", invented(SMALL, SEED), workbench, seed=SEED
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def events_of(workbench: Workbench) -> dict[str, list[object]]:
    """All that the events of every unit say, without their digests: the salts of their texts are random."""
    store = open_store(DEFAULT_STORE, workbench.folder)
    return {
        unit: [replace(event, previous="", digest="", commitments=()) for event in events]
        for unit, events in store.campaign_events(CAMPAIGN)
    }


# --- what is invented ---------------------------------------------------------------------------------------


def test_the_country_has_as_many_offices_as_were_asked_for() -> None:
    """The default is the country of 2017: 63 provinces and departments, 713 districts, 11,162 communes."""
    assert kinds_of(invented(SMALL, 1)) == KINDS
    real = {"province": 63, "department": 63, "district": 713, "commune": 11_162}
    assert kinds_of(invented(Shape(), 1)) == real


@pytest.mark.parametrize("seed", range(5))
def test_every_office_stands_below_one_of_the_right_kind(seed: int) -> None:
    """No province is without a district, no district without a commune, and codes are used once."""
    offices = invented(SMALL, seed)
    kinds = {office.code: office.kind for office in offices}
    assert len(kinds) == len(offices)
    above = {(office.kind, kinds.get(office.parent)) for office in offices}
    assert above == {
        ("province", None),
        ("department", "province"),
        ("district", "province"),
        ("commune", "district"),
    }
    assert len({office.parent for office in offices if office.kind == "district"}) == SMALL.provinces
    assert len({office.parent for office in offices if office.kind == "commune"}) == SMALL.districts


def test_the_whole_country_is_a_plan_of_11938_units(tmp_path: Path, workbench: Workbench) -> None:
    """The plan of the default shape inspects every office but the provinces; no event is made for this."""
    campaign = build_workbench(tmp_path / "home", invented(Shape(), 1), workbench).campaign(CAMPAIGN)
    assert Counter(unit.kind for unit in campaign.units) == {
        "department": 63,
        "district": 713,
        "commune": 11_162,
    }
    assert len(campaign.parents) == 63


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    country: Workbench, tmp_path: Path, workbench: Workbench
) -> None:
    """Units, plan, registers and every event of every unit."""
    again = build_country(tmp_path / "again", invented(SMALL, SEED), workbench, seed=SEED)
    assert files_of(again.folder / "checklists") == files_of(country.folder / "checklists")
    assert any(name.startswith(f"registers/{CAMPAIGN}/") for name in files_of(again.folder / "checklists"))
    assert events_of(again) == events_of(country)
    tiny = invented(Shape(provinces=1, districts=1, communes=1), SEED)
    one, other = (build_country(tmp_path / f"{seed}", tiny, workbench, seed=seed) for seed in (SEED, 2))
    assert events_of(other).keys() == events_of(one).keys()
    assert events_of(other) != events_of(one)
    assert invented(SMALL, 2) != invented(SMALL, SEED)


# --- what is made of it -------------------------------------------------------------------------------------


def test_the_command_accepts_the_country_and_makes_its_reports(country: Workbench, tmp_path: Path) -> None:
    """`inspection check` finds nothing wrong; the batch makes reports of every kind, and an index."""
    here = ("--home", str(country.folder))
    checked = run_here(ROOT, {}, "check", *here)
    assert checked.status == 0, checked.err
    units = country.campaign(CAMPAIGN).units
    assert len(units) == 11
    files = (country.folder / "checklists" / "registers" / CAMPAIGN).glob("*.csv")
    registers = {path.name.rsplit(".", 2)[0] for path in files}
    chosen = {*{unit.kind: unit.code for unit in units}.values(), *registers}
    words = [word for code in chosen for word in ("--unit", code)]
    with reports_made_here():
        made = run_here(ROOT, {}, "batch", CAMPAIGN, *words, *here, "--output", str(tmp_path))
    assert made.status == 0, made.err
    reports = {path.parent.name for path in (tmp_path / CAMPAIGN).glob("*/report.html")}
    assert reports == chosen
    assert len(reports) > len(registers) > 0
    assert "MINH HỌA" in (tmp_path / CAMPAIGN / "index.html").read_text(encoding="utf-8")


# --- units from a file --------------------------------------------------------------------------------------


def test_a_file_of_the_short_form_tells_kinds_by_depth(tmp_path: Path) -> None:
    """A department is added for each province; a line that ends early has no parent."""
    file = tmp_path / "units.csv"
    file.write_text("\ufeff" + SHORT + "02,Tỉnh Năm\n", encoding="utf-8")
    offices = read_offices(file)
    assert [(office.code, office.kind, office.parent) for office in offices] == [
        ("01", "province", ""),
        ("001", "district", "01"),
        ("00001", "commune", "001"),
        ("00002", "commune", "001"),
        ("02", "province", ""),
        ("01.SNV", "department", "01"),
        ("02.SNV", "department", "02"),
    ]


def test_a_file_with_the_workbenchs_own_columns_is_taken_as_it_is() -> None:
    """The sample's units: codes, kinds and parents stay, and no department is added."""
    offices = read_offices(ROOT / "checklists" / "units" / "backan-2017.csv")
    assert kinds_of(offices) == {
        "province": 1,
        "department": 19,
        "district": 8,
        "commune": 122,
    }


@pytest.mark.skipif(not NATION.is_file(), reason="the country's units do not lie beside the checkout")
def test_the_countrys_own_units_are_read() -> None:
    """63 provinces, 713 districts, 11,162 communes, and a department for each province."""
    assert kinds_of(read_offices(NATION)) == kinds_of(invented(Shape(), 1))


def test_the_command_takes_a_units_file(tmp_path: Path) -> None:
    """`python -m benchmarks country FOLDER --units FILE` makes a workbench of these units."""
    (tmp_path / "units.csv").write_text(SHORT, encoding="utf-8")
    done = run("country", str(tmp_path / "home"), "--units", str(tmp_path / "units.csv"))
    assert done.status == 0, done.err
    assert done.out.startswith("4 units")
    assert set(events_of(Workbench(tmp_path / "home"))) == {"01.SNV", "001", "00001", "00002"}


BAD = {
    "empty": ("", "The columns code, name, parent are missing."),
    "without units": ("code,name,type,parent\n", "The file holds no unit."),
    "other columns": ("id,title\n1,Một\n", "The columns code, name, parent are missing."),
    "half of its own columns": ("code,kind,parent\n01,province,\n", "name"),
    "a circle": ("code,name,type,parent\n1,Một,x,2\n2,Hai,x,1\n", "Unit 1 is above itself: 1 > 2 > 1."),
    "its own parent": ("code,name,type,parent\n1,Một,x,1\n", "Unit 1 is above itself: 1 > 1."),
    "an unknown parent": (
        "code,name,type,parent\n1,Một,x,9\n",
        "The parent '9' of unit 1 is not in the file.",
    ),
    "a code twice": ("code,name,type,parent\n1,Một,x,\n1,Hai,x,\n", "The code 1 is used 2 times."),
    "too deep": ("code,name,parent\n1,Một,\n2,Hai,1\n3,Ba,2\n4,Bốn,3\n", "Unit 4 stands below a commune."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_wrong_is_told_with_its_name_and_what_is_wrong(tmp_path: Path, name: str) -> None:
    """No traceback, no endless way up."""
    file = tmp_path / "units.csv"
    file.write_text(BAD[name][0], encoding="utf-8")
    with pytest.raises(InvalidFilesError) as raised:
        read_offices(file)
    assert BAD[name][1] in str(raised.value)
    assert str(file) in str(raised.value)


def test_a_long_chain_of_units_is_told_as_too_deep(tmp_path: Path) -> None:
    """Thousands of units, each below the one before."""
    lines = [f"{number},Xã,{number - 1 or ''}" for number in range(1, 3000)]
    (tmp_path / "units.csv").write_text("\n".join(["code,name,parent", *lines]), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as raised:
        read_offices(tmp_path / "units.csv")
    assert len(raised.value.problems) == 2999 - 3


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00code"], ids=["missing", "no text"])
def test_a_file_that_cannot_be_read_ends_the_command_in_words(tmp_path: Path, content: bytes | None) -> None:
    """Status 1, one line with the file's name, and no workbench is begun."""
    file = tmp_path / "units.csv"
    if content:
        file.write_bytes(content)
    done = run("country", str(tmp_path / "home"), "--units", str(file))
    assert done.status == 1
    assert "cannot be read" in done.err
    assert str(file) in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "home").exists()
