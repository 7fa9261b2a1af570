"""Read `workbench.yaml`: the office that inspects, how its pages look, and its kinds of unit."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from inspection_lib.definitions.causes import OwnCauseYaml, check_causes
from inspection_lib.definitions.colours import LEAST_CONTRAST, contrast
from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.definitions.logo import read_logo
from inspection_lib.definitions.paper_forms import PaperFormYaml, paper_settings
from inspection_lib.definitions.yaml_file import YamlFile
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel, editor_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Language, Text, message, nearest
from inspection_lib.model import (
    DEFAULT_TIME_ZONE,
    HOLIDAYS,
    ID_PATTERN,
    LONGEST_ID,
    NAME,
    Colours,
    Office,
    OfficeSettings,
    PaperKind,
    UnitKind,
)
from inspection_lib.report import office_of_before

WORKBENCH_YAML = "workbench.yaml"
"""The name of the file, at the top of a workbench's folder."""
_NOTHING = Text("", "")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class ColoursYaml(YamlModel):
    """The two colours of the office."""

    main: NotEmpty = Field(description="Tiêu đề, liên kết. / Headings and links.", examples=["#1d4e79"])
    second: NotEmpty = Field(
        description="Phần tương phản. / What is set off from them.", examples=["#8a5a0b"]
    )


class UnitKindYaml(YamlModel):
    """A kind of unit."""

    id: Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)] = Field(
        description="Mã dùng trong các tệp. / Its name in plans, units files and checklists.",
        examples=["school"],
    )
    name: TextYaml = Field(
        description="Tên gọi một đơn vị. / What pages call one unit.",
        examples=[{"vi": "Trường", "en": "School"}],
    )
    plural: TextYaml | None = Field(
        default=None,
        description="Tên gọi nhiều đơn vị. / What pages call several units; without it, the name.",
        examples=[{"vi": "Các trường", "en": "Schools"}],
    )
    office: TextYaml | None = Field(
        default=None,
        description="Cách gọi cơ quan được kiểm tra; {name} là tên đơn vị. "
        "/ How the inspected office is called; {name} is the unit's name. Without it, as the unit.",
        examples=[{"vi": "Ban giám hiệu {name}", "en": "Board of {name}"}],
    )
    prefixes: tuple[NotEmpty, ...] = Field(
        default=(),
        description="Chữ đứng trước tên cơ quan. / What names of such offices begin with.",
        examples=[["BGH", "Ban giám hiệu"]],
    )
    above: tuple[NotEmpty, ...] | None = Field(
        default=None,
        description="Loại đơn vị cấp trên. / Kinds that may stand above; without it, any.",
        examples=[["ward"]],
    )

    def kind(self) -> UnitKind:
        """The kind as a value."""
        name = self.name.text()
        return UnitKind(
            id=self.id,
            name=name,
            plural=self.plural.text() if self.plural else name,
            office=self.office.text() if self.office else _NOTHING,
            prefixes=self.prefixes,
            above=self.above,
        )


class WorkbenchYaml(YamlModel):
    """The whole file."""

    name: TextYaml = Field(
        description="Cơ quan kiểm tra. / The office that inspects.",
        examples=[{"vi": "Sở Nội vụ", "en": "Home Affairs"}],
    )
    place: TextYaml | None = Field(
        default=None, description="Địa danh. / Where its papers are signed.", examples=["Thái Nguyên"]
    )
    subject: TextYaml | None = Field(
        default=None,
        description='Nội dung kiểm tra. / What is inspected, for "the inspection of ..."; it may be missing.',
        examples=[{"vi": "công tác an toàn trường học", "en": "school safety"}],
    )
    time_zone: NotEmpty = Field(
        default=DEFAULT_TIME_ZONE,
        description="Múi giờ theo danh mục IANA. / The zone of hours, a name of the IANA list.",
        examples=[DEFAULT_TIME_ZONE],
    )
    logo: NotEmpty | None = Field(
        default=None,
        description="Biểu trưng PNG, JPEG dưới 24 kB. / A PNG or JPEG of at most 24 kB.",
        examples=["logo.png"],
    )
    colours: ColoursYaml | None = Field(
        default=None,
        description="Hai màu của trang. / The colours of the pages.",
        examples=[{"main": "#1d4e79", "second": "#8a5a0b"}],
    )
    languages: tuple[Language, ...] = Field(
        default=tuple(Language),
        min_length=1,
        description="Ngôn ngữ; thứ nhất là mặc định. / The languages in use; the first is the default.",
        examples=[["vi", "en"]],
    )
    holidays: NotEmpty = Field(
        default=HOLIDAYS,
        description="Tệp ngày nghỉ. / The file of holidays, relative to this file.",
        examples=[HOLIDAYS],
    )
    keep_months: Annotated[int, Field(ge=1, le=1200)] | None = Field(
        default=None,
        description="Số tháng lưu trữ, nếu kế hoạch không ghi. / Months of keeping, unless a plan says so.",
        examples=[60],
    )
    papers: dict[PaperKind, PaperFormYaml] = Field(
        default={},
        description="Văn bản theo loại: ký hiệu, người ký, nơi nhận. / Official papers by kind.",
        examples=[{"minutes": {"symbol": "BB-ĐKT"}}],
    )
    causes: tuple[OwnCauseYaml, ...] = Field(
        default=(),
        description="Nguyên nhân riêng, xếp sau năm nguyên nhân chung. / Causes after the article's five.",
        examples=[[{"id": "MAT_BANG", "name": {"vi": "Thiếu trụ sở", "en": "Lack of premises"}}]],
    )
    kinds: tuple[UnitKindYaml, ...] = Field(
        min_length=1,
        description="Các loại đơn vị, theo thứ tự. / The kinds of unit, in the order of the pages.",
        examples=[[{"id": "school", "name": {"vi": "Trường", "en": "School"}}]],
    )


def workbench_schema() -> str:
    """The JSON Schema of `workbench.yaml`, for editors."""
    return editor_schema(WorkbenchYaml.model_json_schema(), "Settings of a workbench")


def settings_of_before() -> OfficeSettings:
    """The settings of a folder without `workbench.yaml`, as version 0.1.0 made them."""
    return OfficeSettings(office_of_before())


def read_office_settings(folder: Path) -> OfficeSettings:
    """The settings of a workbench's folder; without a file those of version 0.1.0.

    Raises :class:`InvalidFilesError` with every problem.
    """
    settings, problems = read_office_settings_with_problems(folder / WORKBENCH_YAML, WORKBENCH_YAML)
    if problems:
        raise InvalidFilesError(problems)
    return settings


def read_office_settings_with_problems(path: Path, name: str) -> tuple[OfficeSettings, list[Problem]]:
    """The settings of a file, and every problem; settings of before where the file cannot be used."""
    if not path.is_file():
        return settings_of_before(), []
    problems = open_file(path, name)
    if problems.is_unreadable:
        return settings_of_before(), problems.problems
    file = problems.file
    content = problems.read(WorkbenchYaml, file.tree or {})
    # These look at the texts of the file, so that one problem of its form does not hide the others.
    _check_zone(file, problems)
    _check_colours(file, problems)
    _check_kinds(file, problems)
    check_causes(file, problems)
    _check_holidays(path.parent, file, problems)
    logo = _text(file, "logo")
    picture = read_logo(path.parent / logo, logo, problems) if logo else ""
    if content is None or problems.problems:
        return settings_of_before(), problems.problems
    return _settings(content, picture, file.digest), []


def _settings(content: WorkbenchYaml, logo: str, digest: str) -> OfficeSettings:
    colours = content.colours
    office = Office(
        subject=content.subject.text() if content.subject else _NOTHING,
        kinds=tuple(kind.kind() for kind in content.kinds),
        time_zone=content.time_zone,
        colours=Colours(colours.main.lower(), colours.second.lower()) if colours else None,
        logo=logo,
    )
    return OfficeSettings(
        office=office,
        name=content.name.text(),
        place=content.place.text() if content.place else _NOTHING,
        languages=content.languages,
        holidays=content.holidays,
        keep_months=content.keep_months,
        papers=paper_settings(content.papers),
        causes=tuple(cause.cause() for cause in content.causes),
        digest=hashlib.sha256(f"{digest} {logo}".encode()).hexdigest(),
    )


def _text(file: YamlFile, *yaml_path: str | int) -> str:
    """The text at a path of the file; "" where there is none."""
    found = file.at(yaml_path)
    return found if isinstance(found, str) else ""


def _check_zone(file: YamlFile, problems: FileProblems) -> None:
    zone = _text(file, "time_zone")
    try:
        if zone:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as Asia
        text = message("There is no time zone '{zone}'.", zone=zone)
        remedy = message("Write a name of the IANA list, such as {zone}.", zone=DEFAULT_TIME_ZONE)
        problems.add(("time_zone",), text, remedy)


def _check_colours(file: YamlFile, problems: FileProblems) -> None:
    for field in ColoursYaml.model_fields:
        colour = _text(file, "colours", field)
        if colour and not _COLOUR.fullmatch(colour):
            misfit = message("'{value}' does not fit {field}.", value=colour, field=field)
            problems.add(("colours", field), misfit, message("Write a colour such as #1d4e79."))
        elif colour and (ratio := contrast(colour)) < LEAST_CONTRAST:
            text = message(
                "The colour {colour} has a contrast of {ratio} with the page; {least} is the least.",
                colour=colour,
                ratio=ratio,
                least=LEAST_CONTRAST,
            )
            problems.add(("colours", field), text, message("Take a darker colour."))


def _check_holidays(folder: Path, file: YamlFile, problems: FileProblems) -> None:
    holidays = _text(file, "holidays")
    if holidays and not (folder / holidays).is_file():
        missing = message("There is no file '{file}'.", file=holidays)
        problems.add(("holidays",), missing, message("Write its path from the folder of this file."))


def _check_kinds(file: YamlFile, problems: FileProblems) -> None:
    kinds = file.at(("kinds",))
    count = len(kinds) if isinstance(kinds, list) else 0
    ids = [_text(file, "kinds", index, "id") for index in range(count)]
    for index, kind_id in enumerate(ids):
        if kind_id and kind_id in ids[:index]:
            twice = message("The kind '{kind}' is listed twice.", kind=kind_id)
            problems.add(("kinds", index, "id"), twice, message("Give one of the two another id."))
        listed = file.at(("kinds", index, "above"))
        for place, above in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(above, str) and above not in ids:
                unknown = message("'{kind}' is not a kind of unit.", kind=above)
                problems.add(("kinds", index, "above", place), unknown, nearest(above, ids))
        _check_office(file, index, problems)


def _check_office(file: YamlFile, index: int, problems: FileProblems) -> None:
    """Each language names the unit once, and nothing else stands in braces."""
    office = file.at(("kinds", index, "office"))
    for language, written in office.items() if isinstance(office, dict) else ():
        if isinstance(written, str) and re.findall(r"\{[^}]*\}", written) != [NAME]:
            text = message("'{value}' does not fit {field}.", value=written, field="office")
            remedy = message("Write the unit's name as {place}, once.", place=NAME)
            problems.add(("kinds", index, "office", language), text, remedy)
