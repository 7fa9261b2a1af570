"""The command `inspection`."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from inspection_lib.answers import parse_day
from inspection_lib.batch import BatchResult, UnitState, choose_units, make_order, run_batch
from inspection_lib.batch.progress import open_progress
from inspection_lib.bundle import make_bundle, write_bundle
from inspection_lib.capture.desk import open_desk
from inspection_lib.capture.offline import offline_page
from inspection_lib.capture.states import said_in
from inspection_lib.checklist import checklist_schema
from inspection_lib.errors import AnswerError, BundleError, ChainError, InspectionError, InvalidFilesError, Problem
from inspection_lib.events import rivals, state_sealed, verify_chain
from inspection_lib.evidence import evidence_folder, files_at, keep_file, photo_remarks
from inspection_lib.keys import Signer, encrypt_for, load_key, new_key, new_office_identity, trust
from inspection_lib.merging import merge_file
from inspection_lib.messages import Language, Message, message
from inspection_lib.model import Attachment, Entry, Source, UnitKind
from inspection_lib.odk import read_odk, record_visits
from inspection_lib.papers import write_minutes, write_paper
from inspection_lib.plan import plan_schema
from inspection_lib.recording import Recorder, utc_now
from inspection_lib.render.i18n import Catalogue, open_catalogue
from inspection_lib.render.minutes import open_points
from inspection_lib.render.paper import paper_form
from inspection_lib.report.files import report_schema
from inspection_lib.responses import read_responses
from inspection_lib.storage import EventStore, create_store, open_store
from inspection_lib.workbench import (
    DEFAULT_STORE,
    Home,
    campaign_of,
    check_paths,
    inspected_unit,
    make_report,
    open_home,
    open_recorder,
)
from inspection_lib.xlsform import xlsform

app = typer.Typer(
    help="Kiểm tra cải cách hành chính: bộ tiêu chí, kết quả, báo cáo. / Inspections of public-administration reform.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CampaignArgument = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Mã đợt kiểm tra / campaign, such as 2017-dot-1")]
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="Mã đơn vị / the unit's code, such as 060")]
ActorOption = Annotated[str, typer.Option("--actor", help="Vai trò người ghi / role that answers, never a name")]
StoreOption = Annotated[str, typer.Option("--store", help="Nơi lưu / URL of the store; env:NAME reads it from NAME")]
LanguageOption = Annotated[Language, typer.Option("--language", envvar="INSPECTION_LANGUAGE", help="Ngôn ngữ / vi or en")]
OutputOption = Annotated[str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")]
HomeOption = Annotated[str, typer.Option("--home", help="Thư mục làm việc / folder that holds checklists/")]
EngineOption = Annotated[str, typer.Option("--engine", help="inprocess, kernel, or a papermill engine by its name")]
PortOption = Annotated[int, typer.Option("--port", help="Cổng / port of the notebook server")]
BrowserOption = Annotated[bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt / open a browser")]
LAB_PORT = 8897
"""What a browser keeps belongs to a host and port: another port would not find what is not saved yet."""
STOPPED = 130
"""The exit status of a run that people stopped."""


class Kind(StrEnum):
    """Kinds of units that are inspected."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class SchemaName(StrEnum):
    """What a JSON Schema can be printed of."""

    CHECKLIST = "checklist"
    PLAN = "plan"
    REPORT = "report"


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Tệp, thư mục / files or folders")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Kiểm tra tệp bộ tiêu chí, kế hoạch, đơn vị, kết quả. / Check checklists, plans, units, registers, responses."""
    workbench = open_home(home)
    chosen = paths or [workbench.folder / "checklists"]
    for path in chosen:
        if not path.exists():
            raise InvalidFilesError([Problem(str(path), 0, message("There is no such file."), message("Check the name."))])
    problems = check_paths(workbench, chosen)
    if problems:
        raise InvalidFilesError(problems)
    _say(language, message("Nothing is wrong."))


@app.command(name="import")
def import_responses(
    campaign: CampaignArgument,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tệp CSV, XLSX / files or folders")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Nhập kết quả từ CSV, XLSX; nhập lại không nhân đôi. / Import responses; the same file twice adds nothing."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    checklists = workbench.checklists(plan)
    files = [file for path in paths for file in _tables(path)]
    read = [(file, *read_responses(file, plan, checklists)) for file in files]
    problems = [problem for _, _, wrong in read for problem in wrong]
    opened = create_store(store, workbench.folder)
    try:
        recorder = Recorder(opened, plan, checklists)
        for file, entries, wrong in read:
            if not wrong:
                _import_file(recorder, file, entries, language)
    finally:
        opened.close()
    if problems:
        raise InvalidFilesError(problems)


def _import_file(recorder: Recorder, file: Path, entries: list[Entry], language: Language) -> None:
    events = recorder.record(entries)
    _say(language, message("{file}: {rows} rows, {events} new events.", file=str(file), rows=len(entries), events=len(events)))


def _tables(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".xlsx"))
        if found:
            return found
    if not path.is_file():
        raise InvalidFilesError([Problem(str(path), 0, message("There is no such file."), message("Check the name."))])
    return [path]


@app.command()
def batch(
    campaign: CampaignArgument,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Chỉ loại đơn vị này / only this kind")] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Chỉ đơn vị này / only this unit")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Số tiến trình / processes")] = os.cpu_count() or 1,
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = "outputs",
    language: LanguageOption = Language.VI,
    engine: EngineOption = "inprocess",
    executor: Annotated[str, typer.Option("--executor", help="local, pool, dask, dask:tcp://HOST:PORT")] = "local",
    time_limit: Annotated[int, typer.Option("--time-limit", min=1, help="Giây mỗi đơn vị / seconds a unit")] = 300,
    memory_limit: Annotated[int, typer.Option("--memory-limit", min=0, help="MB mỗi đơn vị / MB a unit, 0 = any")] = 2048,
    force: Annotated[bool, typer.Option("--force", help="Lập lại tất cả / make all again")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Vì sao lập, vì sao bỏ qua / say why or why not")] = False,
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của nhiều đơn vị và trang danh sách. / Make the reports of many units, and their index."""
    wish = Wish(campaign, store, output, language, engine, executor, jobs, time_limit, memory_limit * 2**20, force, explain, home)
    _batch(wish, kind or [], unit or [])


@app.command()
def report(
    campaign: CampaignArgument,
    unit: UnitArgument,
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = "outputs",
    language: LanguageOption = Language.VI,
    engine: EngineOption = "inprocess",
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của một đơn vị. / Make one unit's report."""
    _batch(Wish(campaign, store, output, language, engine, "local", 1, 300, 2048 * 2**20, True, False, home), [], [unit])


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks of a batch; `memory` in bytes."""

    campaign: str
    store: str
    output: str
    language: Language
    engine: str
    executor: str
    jobs: int
    seconds: int
    memory: int
    force: bool
    explain: bool
    home: str


def _batch(wish: Wish, kinds: list[Kind], codes: list[str]) -> None:
    workbench = open_home(wish.home)
    plan = workbench.campaign(wish.campaign)
    units = choose_units(plan, [UnitKind(kind.value) for kind in kinds], codes)
    engine = None if wish.engine == "kernel" else wish.engine
    order = make_order(workbench, plan, wish.store, wish.output, wish.language, engine)
    order = replace(order, executor=wish.executor, jobs=wish.jobs, seconds=wish.seconds, memory=wish.memory, force=wish.force)
    catalogue = open_catalogue(wish.language)
    result = run_batch(order, units, open_progress(catalogue, Console(stderr=True)))
    _account(result, catalogue, explain=wish.explain)


def _account(result: BatchResult, catalogue: Catalogue, *, explain: bool) -> None:
    """Say what a batch came to: what was made, skipped, failed and not begun; the exit status says it too."""
    if explain:
        for unit in result.units:
            _complain(catalogue, f"{unit.unit}: {catalogue.label(unit.state)}", unit.reason, None)
    counts = {state.value: len(result.in_state(state)) for state in UnitState}
    waiting = counts["not_begun"] + counts["begun"]
    said = message(
        "{made} reports made, {skipped} unchanged, {failed} failed, {waiting} not made.",
        made=counts["made"],
        skipped=counts["skipped"],
        failed=counts["failed"],
        waiting=waiting,
    )
    typer.echo(catalogue.say(said))
    if result.index:
        typer.echo(catalogue.say(message("The list: {index}", index=result.index)))
    for failure in result.in_state(UnitState.FAILED):
        _complain(catalogue, failure.unit, failure.reason, failure.remedy)
    if waiting:
        _complain(catalogue, "", message("The run was stopped. The next one makes the rest."), None)
    if result.trouble:
        _complain(catalogue, "", result.trouble, message("Check the output folder's rights and free space."))
    if waiting:
        raise typer.Exit(STOPPED)
    if counts["failed"] or result.trouble:
        raise typer.Exit(1)


@app.command()
def form(
    campaign: CampaignArgument,
    unit: UnitArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp HTML / the HTML file")] = Path("form.html"),
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Tạo phiếu kiểm tra một tệp HTML, dùng không cần mạng. / Write the form as one HTML file for a tablet."""
    desk = open_desk(open_home(home), store, campaign, unit, actor=actor, language=language)
    write_paper(offline_page(desk.definition(), desk.states()), output)
    _say(language, message("The form: {path}", path=str(output)))


@app.command()
def visit(
    campaign: CampaignArgument,
    unit: UnitArgument,
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Mở phiếu kiểm tra của một đơn vị trong JupyterLab. / Open the site-visit form of one unit in JupyterLab."""
    from inspection_lib.lab import visit_notebook  # on use: the notebook's libraries take a second

    workbench = open_home(home)
    notebook = visit_notebook(workbench, campaign, unit, actor=actor, store=store, language=language)
    raise typer.Exit(_lab(workbench, notebook, language, port, browser))


@app.command()
def lab(
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Mở JupyterLab của bộ công cụ, chỉ trên máy này. / Open JupyterLab on this machine alone, without network."""
    raise typer.Exit(_lab(open_home(home), "", language, port, browser))


def _lab(workbench: Home, notebook: str, language: Language, port: int, browser: bool) -> int:
    from inspection_lib.lab import run_lab

    def say(address: str) -> None:
        _say(language, message("Open {address} in a browser. Ctrl-C ends.", address=address))

    return run_lab(workbench, notebook, say, port=port, browser=browser)


key_app = typer.Typer(help="Khóa ký của người kiểm tra / keys of inspectors.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(key_app, name="key")


@key_app.command(name="new")
def key_new(
    role: Annotated[str, typer.Option("--role", help="Vai trò, không ghi tên / role, never a name")],
    force: Annotated[bool, typer.Option("--force", help="Thay khóa cũ / replace the old key")] = False,
    language: LanguageOption = Language.VI,
) -> None:
    """Tạo khóa ký, có mật khẩu. / Make this machine's signing key, protected by a passphrase."""
    _say_signer(language, new_key(role, _passphrase(language, confirm=True), replace=force))


@key_app.command(name="show")
def key_show(language: LanguageOption = Language.VI) -> None:
    """In khóa công khai của máy này. / Print this machine's public key."""
    _say_signer(language, load_key(_passphrase(language)).signer)


@key_app.command(name="trust")
def key_trust(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Khóa công khai / a public key of 64 digits")],
    role: Annotated[str, typer.Option("--role", help="Vai trò, không ghi tên / role, never a name")],
    language: LanguageOption = Language.VI,
) -> None:
    """Tin một khóa, sau khi đã đối chiếu. / Trust a key after comparing its digits."""
    _say_signer(language, trust(key, role))


@key_app.command(name="office")
def key_office(language: LanguageOption = Language.VI) -> None:
    """Tạo khóa nhận gói mã hóa của văn phòng. / Make the office's key for encrypted bundles."""
    _say(language, message("{key}", key=new_office_identity(_passphrase(language, confirm=True))))


def _say_signer(language: Language, signer: Signer) -> None:
    said = message("Key {key} of '{role}', to compare: {digits}", key=signer.key, role=signer.role, digits=signer.fingerprint)
    _say(language, said)


def _passphrase(language: Language, *, confirm: bool = False) -> str:
    """The passphrase from INSPECTION_PASSPHRASE, else asked at the terminal."""
    asked = open_catalogue(language).say(message("Passphrase"))
    return os.environ.get("INSPECTION_PASSPHRASE") or str(typer.prompt(asked, hide_input=True, confirmation_prompt=confirm))


@app.command(name="bundle")
def bundle_units(
    campaign: CampaignArgument,
    units: Annotated[list[str], typer.Argument(metavar="UNIT...", help="Mã đơn vị / codes of units")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp gói / the bundle's file")] = Path("visit.zip"),
    to: Annotated[str, typer.Option("--to", help="Mã hóa cho khóa age1... / encrypt for this key")] = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đóng gói kết quả của đơn vị, có chữ ký. / Pack events and evidence of units into one signed file."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    codes = [inspected_unit(plan, code).code for code in units]
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    key = load_key(_passphrase(language))
    content = make_bundle(recorder, codes, evidence_folder(store, workbench.folder), key, utc_now())
    write_bundle(encrypt_for(content, to) if to else content, output)
    _say(language, message("Bundle of {units} units: {path}", units=len(codes), path=str(output)))


@app.command()
def merge(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gói, gói của phiếu / bundles, packages of forms")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Gộp gói kết quả vào kho; gộp lại không nhân đôi. / Take bundles in: any order, any number of times."""
    workbench = open_home(home)
    opened = create_store(store, workbench.folder)
    evidence = evidence_folder(store, workbench.folder)
    refused = []
    for path in paths:
        try:
            merged = merge_file(workbench, opened, evidence, path, lambda: _passphrase(language))
        except BundleError as error:
            refused.append(error)
            continue
        counts = {"events": merged.events, "files": merged.files}
        _say(language, message("{file}: {events} new events, {files} new files.", file=str(path), **counts))
        if merged.missing:
            names = ", ".join(sha256[:12] for sha256 in merged.missing)
            _say(language, message("Evidence that has not come yet: {names}.", names=names))
        for unit in merged.units:
            _say_rivals(workbench, opened, merged.campaign, unit, open_catalogue(language))
    for refusal in refused:
        _complain(open_catalogue(language), refusal.file, refusal.message, refusal.remedy)
    if refused:
        raise typer.Exit(1)


@app.command()
def contradictions(
    campaign: CampaignArgument,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Chỉ đơn vị này / only this unit")] = None,
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Liệt kê kết quả mâu thuẫn chờ quyết định. / List contradicting answers that wait for a decision."""
    workbench = open_home(home)
    opened = open_store(store, workbench.folder)
    for code in unit or [known.code for known in workbench.campaign(campaign).units]:
        _say_rivals(workbench, opened, campaign, code, open_catalogue(language))


def _say_rivals(workbench: Home, opened: EventStore, campaign: str, unit: str, catalogue: Catalogue) -> None:
    plan = workbench.campaign(campaign)
    inspected_unit(plan, unit)
    checklist = Recorder(opened, plan, workbench.checklists(plan)).checklist_of(unit)
    for item, sides in rivals(checklist, opened.events(campaign, unit)):
        typer.echo(f"{unit} {item.id} {catalogue.write(item.question)}")
        for side in sides:
            words = said_in(item, side, catalogue) or catalogue.label(side.kind)
            shown = (words, side.raw, side.note, side.actor, side.origin, catalogue.moment(side.recorded_at))
            typer.echo("    " + " - ".join(part for part in shown if part))


@app.command()
def decide(
    campaign: CampaignArgument,
    unit: UnitArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Mã tiêu chí / the item's id")],
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="Kết quả được chọn / the answer that stands")],
    actor: Annotated[str, typer.Option("--actor", help="Vai trò người quyết định / role that decides")],
    note: Annotated[str, typer.Option("--note", help="Lý do / why")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Quyết định giữa các kết quả mâu thuẫn. / Decide between contradicting answers; the decision is recorded."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    inspected_unit(plan, unit)
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    recorder.decide(unit, item, Source.INSPECTOR, answer, actor=actor, note=note)
    _say(language, message("Decided: item {item} of unit {unit}.", item=item, unit=unit))


@app.command()
def attach(
    campaign: CampaignArgument,
    unit: UnitArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Mã tiêu chí / the item's id")],
    paths: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Tệp, thư mục / files or folders")] = None,
    number: Annotated[str, typer.Option("--number", help="Số hiệu văn bản, khi không có tệp / number of a document")] = "",
    made: Annotated[str, typer.Option("--made", help="Ngày lập / day it was made")] = "",
    valid_from: Annotated[str, typer.Option("--valid-from", help="Có giá trị từ / what it speaks for, from")] = "",
    valid_to: Annotated[str, typer.Option("--valid-to", help="Có giá trị đến / what it speaks for, to")] = "",
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đính kèm tài liệu kiểm chứng vào một tiêu chí. / Attach files, folders of files or a document's number to an item."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    inspected_unit(plan, unit)
    recorder = open_recorder(workbench, plan, create_store(store, workbench.folder))
    days = [_iso_day(day) for day in (made, valid_from, valid_to)]
    folder, today = evidence_folder(store, workbench.folder), recorder.now()[:10]
    files = [file for path in paths or [] for file in files_at(path)]
    pieces = [keep_file(folder, file, today, *days) for file in files]
    pieces += [Attachment("", "", number, "", 0, days[0], days[1], days[2], today)] if number else []
    new = [piece for piece in pieces if recorder.attach(unit, item, Source.INSPECTOR, piece, actor=actor)]
    _say(
        language,
        message("{count} pieces of evidence attached, {known} known already.", count=len(new), known=len(pieces) - len(new)),
    )
    period = (plan.visits_from, plan.visits_to)
    for piece in new:
        for remark in photo_remarks(piece, *period):
            typer.echo(f"{piece.name}: {open_catalogue(language).say(remark)}")


def _iso_day(written: str) -> str:
    """A day of the command line (15/5/2017 or 2017-05-15) in ISO; empty stays empty."""
    day = parse_day(written) if written else None
    if written and day is None:
        raise AnswerError(message("'{day}' is not a day.", day=written), message("Write a day such as 15/5/2017."))
    return day.isoformat() if day else ""


@app.command()
def submit(
    campaign: CampaignArgument,
    unit: UnitArgument,
    actor: ActorOption = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Nộp dù còn thiếu / though something is missing")] = False,
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Kiểm tra lần cuối rồi khóa hồ sơ của đơn vị. / Check what is missing, then close the record of a unit."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    catalogue = open_catalogue(language)
    points = open_points(make_report(workbench, store, campaign, unit))
    for point in points:
        _complain(catalogue, unit, point, None)
    if points and not anyway:
        _complain(catalogue, "", message("Not submitted. Mend this, or submit with --anyway."), None)
        raise typer.Exit(1)
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    recorder.submit(inspected_unit(plan, unit).code, actor=actor)
    _say(language, message("The record of unit {unit} is submitted.", unit=unit))


@app.command()
def minutes(
    campaign: CampaignArgument,
    unit: UnitArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Thư mục / the folder")] = Path("."),
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Lập biên bản kiểm tra: trang in và tệp Word. / Write the minutes as a page to print and as a Word file."""
    for path in write_minutes(make_report(open_home(home), store, campaign, unit), output, open_catalogue(language)):
        _say(language, message("The minutes: {path}", path=str(path)))


@app.command()
def verify(
    campaign: CampaignArgument,
    unit: UnitArgument,
    seal: Annotated[str, typer.Argument(metavar="SEAL", help="Dãy số in trên biên bản / the digits on the paper")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đối chiếu hồ sơ với biên bản đã ký. / Compare the record with the digits on the signed minutes."""
    workbench = open_home(home)
    inspected_unit(workbench.campaign(campaign), unit)
    events = open_store(store, workbench.folder).events(campaign, unit)
    verify_chain(events)
    stood = state_sealed(events, seal)
    if stood is None:
        raise ChainError(
            message("No state of the record of unit {unit} has the seal {seal}.", unit=unit, seal=seal),
            message("Compare the digits with the paper; if they are right, the record is not the one that was signed."),
        )
    _say(
        language,
        message("The record stands as signed: {count} events; {later} came later.", count=stood, later=len(events) - stood),
    )


@app.command(name="export-xlsform")
def export_xlsform(
    checklist: Annotated[str, typer.Argument(metavar="CHECKLIST", help="Bộ tiêu chí / checklist, such as par-district.v1")],
    campaign: Annotated[str, typer.Option("--campaign", help="Đợt kiểm tra / campaign whose units are offered")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp XLSX / the XLSX file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Xuất phiếu cho ODK Collect, KoboToolbox. / Write an XLSForm for ODK Collect and KoboToolbox."""
    workbench = open_home(home)
    read = workbench.checklist(checklist)
    plan = workbench.campaign(campaign) if campaign else campaign_of(workbench, read)
    path = output or Path(f"{read.name}.xlsx")
    write_paper(xlsform(read, plan), path)
    _say(language, message("The form: {path}", path=str(path)))


@app.command(name="import-odk")
def import_odk(
    campaign: CampaignArgument,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV hoặc ZIP kèm ảnh / CSV, or zip with media")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Nhập kết quả từ ODK, KoboToolbox; nhập lại không nhân đôi. / Import submissions of ODK or KoboToolbox."""
    workbench = open_home(home)
    plan = workbench.campaign(campaign)
    opened = create_store(store, workbench.folder)
    recorder = open_recorder(workbench, plan, opened)
    visits = read_odk(path, recorder)
    new = record_visits(visits, recorder, evidence_folder(store, workbench.folder))
    _say(language, message("{file}: {rows} rows, {events} new events.", file=str(path), rows=len(visits), events=new))
    for visit in visits:
        _say_rivals(workbench, opened, campaign, visit.unit, open_catalogue(language))


@app.command()
def paper(
    checklist: Annotated[str, typer.Argument(metavar="CHECKLIST", help="Bộ tiêu chí / checklist, such as par-district.v1")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp HTML / the HTML file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """In phiếu giấy của bộ tiêu chí. / Write a checklist as a paper form to print."""
    read = open_home(home).checklist(checklist)
    path = output or Path(f"{read.name}.html")
    write_paper(paper_form(read, open_catalogue(language)), path)
    _say(language, message("The form: {path}", path=str(path)))


@app.command()
def schema(name: Annotated[SchemaName, typer.Argument(help="checklist, plan, report")]) -> None:
    """In JSON Schema của bộ tiêu chí, kế hoạch hoặc báo cáo. / Print a JSON Schema."""
    printed = {SchemaName.CHECKLIST: checklist_schema, SchemaName.PLAN: plan_schema, SchemaName.REPORT: report_schema}
    sys.stdout.write(printed[name]())


def _say(language: Language, said: Message) -> None:
    typer.echo(open_catalogue(language).say(said))


def _complain(catalogue: Catalogue, where: str, said: Message | None, remedy: Message | None) -> None:
    parts = [catalogue.say(part) for part in (said, remedy) if part]
    typer.echo(f"{where}: {' '.join(parts)}" if where else " ".join(parts), err=True)


def language_asked(arguments: list[str]) -> Language:
    """The language that the command line or the environment asks for, for errors that come before it is read."""
    asked = os.environ.get("INSPECTION_LANGUAGE", "")
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == "--language":
            asked = argument
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return Language.EN if asked == "en" else Language.VI


def main() -> None:
    """Run the command; what goes wrong on purpose is said in the user's language, exit status 1."""
    catalogue = open_catalogue(language_asked(sys.argv[1:]))
    try:
        app()
    except InvalidFilesError as error:
        for problem in error.problems:
            _complain(catalogue, f"{problem.file}:{problem.line}", problem.message, problem.remedy)
        problems = message("{count} problems.", count=len(error.problems))
        typer.echo(catalogue.say(problems), err=True)
        raise SystemExit(1) from None
    except InspectionError as error:
        _complain(catalogue, error.file if isinstance(error, BundleError) else "", error.message, error.remedy)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
