"""Measure how fast reports are made, and compare the ways to make them.

benchmarks/README.md says how to read the figures. A way that needs an optional package is left out where
that package is not installed, and the output says so.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.country import CAMPAIGN, SAMPLE, build_country
from benchmarks.frames import measure_frames, save_frames
from benchmarks.measure import Place, Run, WayFailedError, grow, missing, rounds_of
from benchmarks.offices import Shape, invented, read_offices
from benchmarks.registers import ROWS, measure_readers, print_readings, save_readings, write_register
from benchmarks.report import print_run, print_ways, save
from benchmarks.ways import WAYS, Way
from inspection_lib.errors import InspectionError
from inspection_lib.workbench import DEFAULT_STORE, open_workbench

KERNELS = "b,d,e,k,k2"
WAYS_HELP = "ways (give the letter or the name, separated by commas):\n" + "\n".join(
    f"  {way.letter:3} {way.name:26} {way.what}" for way in WAYS.values()
)
COUNTRY_HELP = """The country has 11,938 units: a department for each of 63 provinces, 713 districts and
11,162 communes. With --units a CSV file gives the units: the workbench's own columns, or
`code,name,type,parent`, where a unit without parent is a province, one below it a district and one
below that a commune. Everything is demonstration data and is marked so."""


def main() -> None:
    """Do what the command line asks; an error in words has status 1."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=WAYS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=lambda _: parser.print_help())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    every = ",".join(WAYS)
    command = _command(
        commands,
        "all",
        "compare all ways, measure the growth, read a large register: half an hour",
        WAYS_HELP,
    )
    _ways_arguments(command, every)
    command.add_argument(
        "--country", type=Path, help="a country's workbench; without it the growth is left out"
    )
    command.set_defaults(run=measure_all)
    command = _command(commands, "ways", "compare the ways to make reports, or some of them", WAYS_HELP)
    _ways_arguments(command, every)
    command.set_defaults(run=measure_ways)
    command = _command(commands, "kernels", "compare forked kernels with usual ones and the batch", WAYS_HELP)
    _ways_arguments(command, KERNELS)
    command.set_defaults(run=measure_ways)
    command = _command(
        commands, "growth", "time the batch over 10, 100, 1,000 and all units of a country", ""
    )
    command.add_argument("--country", type=Path, required=True, help="a country's workbench")
    command.set_defaults(run=measure_growth)
    command = _command(
        commands, "registers", "read a register of a million dossiers, beside pandas and polars", ""
    )
    command.add_argument("--rows", type=int, default=ROWS, help=f"dossiers ({ROWS})")
    command.add_argument("--rounds", type=int, default=3, help="runs of each way (3)")
    command.set_defaults(run=measure_registers)
    command = _command(commands, "frames", "read the tables of analysts for a whole country", "")
    command.add_argument("--country", type=Path, help="a new folder for the country (OUTPUT/frames-country)")
    command.add_argument("--home", type=Path, default=Path.cwd(), help="the workbench with the reports made")
    command.set_defaults(run=measure_frames_of)
    command = _command(commands, "visit", "from the command to a form that can be used, in a browser", "")
    command.add_argument("--home", type=Path, default=Path.cwd(), help="the workbench")
    command.add_argument("--campaign", default=SAMPLE, help=f"a campaign of the workbench ({SAMPLE})")
    command.add_argument("--rounds", type=int, default=3, help="starts of each way (3)")
    command.add_argument("--voila", metavar="PYTHON", default="", help="an environment's Python, with Voila")
    command.add_argument("--slower", type=float, default=1, help="so many times as slow a browser (1)")
    command.add_argument("--photos", type=int, default=0, help="photos of 3.5 MB attached before (0)")
    command.set_defaults(run=measure_visit)
    for command in commands.choices.values():
        command.add_argument(
            "--output", type=Path, default=Path("outputs/bench"), help="folder of the results"
        )
    command = _command(
        commands, "country", "make the workbench of a country, to measure the growth", COUNTRY_HELP
    )
    command.add_argument("folder", type=Path)
    command.add_argument("--units", type=Path, help="a CSV file of units instead of the invented ones")
    command.add_argument("--store", default=DEFAULT_STORE, help="URL of the store, or env:NAME")
    command.add_argument("--seed", type=int, default=1, help="another seed gives other answers (1)")
    command.set_defaults(run=make_country)

    wish = parser.parse_args()
    try:
        wish.run(wish)
    except (InspectionError, WayFailedError) as error:
        sys.exit(str(error))


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str, epilog: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose.capitalize()}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(name=name)
    return command


def _ways_arguments(command: argparse.ArgumentParser, ways: str) -> None:
    command.add_argument("--ways", type=_ways, default=ways, help=f"which ones ({ways})")
    command.add_argument("--units", type=int, default=60, help="units for the quick ways (60)")
    command.add_argument("--few", type=int, default=8, help="units for the slow ways a, b, c (8)")
    command.add_argument("--rounds", type=int, default=3, help="runs of each quick way (3)")
    command.add_argument(
        "--home", type=Path, default=Path.cwd(), help="the workbench, with its answers imported"
    )
    command.add_argument("--campaign", default=SAMPLE, help=f"a campaign of the workbench ({SAMPLE})")
    command.add_argument(
        "--ploomber",
        metavar="PYTHON",
        default=sys.executable,
        help="the Python of an environment that has ploomber-engine, for way c",
    )


def _ways(words: str) -> list[Way]:
    """The ways that are named, in the order in which they run."""
    letters = {way.name: way.letter for way in WAYS.values()}
    asked = [letters.get(word, word) for word in words.split(",")]
    for word in asked:
        if word not in WAYS:
            known = ", ".join(str(way) for way in WAYS.values())
            raise argparse.ArgumentTypeError(f"there is no way '{word}'; the ways are {known}")
    return [way for way in WAYS.values() if way.letter in asked]


def measure_frames_of(wish: argparse.Namespace) -> None:
    """The frames of a country."""
    folder = wish.country or wish.output / "frames-country"
    readings = measure_frames(open_workbench(str(wish.home)), folder, invented(Shape(), 1))
    save_frames(wish.output, readings)


def measure_all(wish: argparse.Namespace) -> None:
    """The ways, and the growth where a country was named."""
    rounds, left_out = _measure_ways(wish)
    growth: list[Run] = []
    if wish.country:
        growth = _measure_growth(wish.country)
    else:
        left_out["growth"] = "no country was named with --country"
        print(f"Left out: the growth: {left_out['growth']}.")
    print_ways(rounds)
    save(wish.output, "bench", rounds, growth, left_out)
    _measure_registers(wish.output, ROWS, wish.rounds)


def measure_ways(wish: argparse.Namespace) -> None:
    """Some ways side by side."""
    rounds, left_out = _measure_ways(wish)
    if not rounds:
        print("Nothing is left to measure; nothing was written.")
        return
    print_ways(rounds)
    save(wish.output, wish.name, rounds, [], left_out)


def measure_growth(wish: argparse.Namespace) -> None:
    """The growth of the batch."""
    save(wish.output, "growth", {}, _measure_growth(wish.country), {})


def measure_registers(wish: argparse.Namespace) -> None:
    """A large register, read by the workbench and by plain libraries."""
    _measure_registers(wish.output, wish.rows, wish.rounds)


def measure_visit(wish: argparse.Namespace) -> None:
    """The starts of the form: in our own page, in JupyterLab, in Voila."""
    from benchmarks.form_start import measure_starts, save_starts  # on use: playwright and psutil are extras

    starts = measure_starts(
        wish.home.resolve(), wish.campaign, wish.rounds, wish.voila, wish.slower, wish.photos
    )
    save_starts(starts, wish.output)


def make_country(wish: argparse.Namespace) -> None:
    """A country's workbench in a folder."""
    offices = read_offices(wish.units) if wish.units else invented(Shape(), wish.seed)
    build_country(
        wish.folder, offices, open_workbench(str(Path(__file__).parent)), store=wish.store, seed=wish.seed
    )


def _measure_ways(wish: argparse.Namespace) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """The runs of each way by its letter, and why the others were left out."""
    place = Place(str(wish.home.resolve()), wish.campaign, wish.ploomber)
    units = _units(place)[: wish.units]
    reasons = {way.letter: missing(way, place.python(way)) for way in wish.ways}
    left_out = {letter: reason for letter, reason in reasons.items() if reason}
    for letter, reason in left_out.items():
        print(f"Left out: way {WAYS[letter]}: {reason}.", flush=True)
    ways = [way for way in wish.ways if way.letter not in left_out]
    rounds: dict[str, list[Run]] = {}
    for made in rounds_of(ways, place, units, units[: wish.few], wish.rounds):
        print_run(made)
        rounds.setdefault(made.way, []).append(made)
    return rounds, left_out


def _measure_registers(folder: Path, rows: int, rounds: int) -> None:
    path = folder / f"register-{rows}.csv"
    write_register(path, rows)
    readings, left_out = measure_readers(path, rounds)
    print_readings(readings, left_out)
    save_readings(folder, rows, readings, left_out)


def _measure_growth(folder: Path) -> list[Run]:
    place = Place(str(folder.resolve()), CAMPAIGN)
    growth = []
    for made in grow(place, _units(place)):
        print_run(made)
        growth.append(made)
    return growth


def _units(place: Place) -> list[str]:
    """The units of a campaign, those of each kind spread evenly. Ends the command if nothing was imported."""
    workbench = open_workbench(place.folder)
    units = workbench.campaign(place.campaign).units
    if not (workbench.folder / "outputs" / "inspection.db").is_file():
        sys.exit(f"No answers have been imported into {workbench.folder}: run `make import` first.")
    kinds = sorted({unit.kind for unit in units})
    of_kind = {kind: [unit.code for unit in units if unit.kind == kind] for kind in kinds}
    places = [(place / len(found), code) for found in of_kind.values() for place, code in enumerate(found)]
    return [code for _, code in sorted(places)]


if __name__ == "__main__":
    main()
