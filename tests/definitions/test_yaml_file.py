"""YAML files: texts as they are written, and the line of each."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from inspection_lib.definitions.yaml_file import node_at, parse_yaml, read_yaml

TEXT = """\
day: 01-31
points: 1.50
wanted: no
empty:
list:
  - a: x
  - {b: y}
"""


def test_scalars_stay_the_texts_that_they_are() -> None:
    """YAML would make a number of 1.50 and false of no."""
    file, problems = parse_yaml("f", TEXT)
    assert problems == []
    assert file.tree == {
        "day": "01-31",
        "points": "1.50",
        "wanted": "no",
        "empty": None,
        "list": [{"a": "x"}, {"b": "y"}],
    }


def test_a_path_has_its_line_or_that_of_the_nearest_path_around_it() -> None:
    """A field that is missing is reported where it should be."""
    file, _ = parse_yaml("f", TEXT)
    paths = [(), ("points",), ("list", 1, "b"), ("list", 1, "missing"), ("missing",)]
    assert [file.place(path)[1] for path in paths] == [1, 2, 7, 7, 1]
    assert (file.at(("list", 0, "a")), node_at(file.tree, ("list", 9, "a"))) == ("x", None)


def test_letters_with_marks_have_one_form() -> None:
    """A decomposed letter is composed, so that it equals the one that the keyboard writes."""
    assert parse_yaml("f", "a: e\u0302\u0301")[0].tree == {"a": "\u1ebf"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: [\n", 2, "not valid YAML"),
        ("a: 1\nb: 2\na: 3", 3, "'a' is there twice"),
        ("a: 1\nb: &loop [*loop]", 2, "an anchor stands inside itself"),
        ("a: \x01", 1, "not valid YAML"),
    ],
)
def test_what_is_wrong_is_reported_with_its_line(text: str, line: int, part: str) -> None:
    """Syntax, a key that is there twice, an anchor in itself, control characters."""
    _, (problem,) = parse_yaml("f", text)
    assert (problem.line, part in str(problem)) == (line, True)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """A missing file, and one in another encoding."""
    (tmp_path / "latin.yaml").write_bytes("a: é".encode("latin-1"))
    assert "cannot be read" in str(read_yaml(tmp_path / "no.yaml", "no.yaml")[1][0])
    assert "not UTF-8" in str(read_yaml(tmp_path / "latin.yaml", "latin.yaml")[1][0])


def test_the_digest_counts_content_and_not_layout() -> None:
    """The order of keys and comments do not matter."""
    digests = {parse_yaml("f", text)[0].digest for text in ("a: 1\nb: 2", "b: 2 # x\na:   1")}
    assert len(digests) == 1
    assert parse_yaml("f", "a: 1\nb: 3")[0].digest not in digests


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "more than 100000 values"),
        ("- a\n" * 100_001, "more than 100000 values"),
        ("[" * 100_000, "More than 40 values lie inside each other"),
        ("- " * 100_000, "More than 40 values lie inside each other"),
        ("{a: " * 41 + "}" * 41, "More than 40 values lie inside each other"),
        (f"a: {'x' * 30_001}", "A text has more than 30000 letters"),
        ("? [a, b]\n: c", "A list or mapping cannot be a name"),
    ],
    ids=("laughs", "many", "brackets", "dashes", "braces", "long", "key"),
)
def test_a_text_beyond_a_limit_is_refused_before_it_is_loaded(text: str, said: str) -> None:
    """The loader would take minutes, gigabytes, or end the process."""
    file, problems = parse_yaml("x.yaml", text)
    assert said in str(problems[0])
    assert not file.tree


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    """One scalar of 50 MB."""
    (tmp_path / "x.yaml").write_text(f"a: {'x' * 50_000_000}")
    assert "more than 4 MB" in str(read_yaml(tmp_path / "x.yaml", "x.yaml")[1][0])
