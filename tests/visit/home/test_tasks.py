"""Long work: what it says, and how it ends."""

from __future__ import annotations

import pytest

from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.visit.home.tasks import Task, Tasks
from tests.waiting import until


def run(tasks: Tasks, work: object) -> Task:
    task = tasks.begin(work)  # type: ignore[arg-type]
    assert until(lambda: task.is_done)
    return task


@pytest.fixture
def tasks() -> Tasks:
    return Tasks(open_catalogue(Language.VI))


def test_a_task_tells_in_the_users_language(tasks: Tasks) -> None:
    """Messages, problems with their lines, and the end."""

    def work(task: Task) -> None:
        task.tell(message("Nothing is wrong."))
        task.tell(Problem("plan.yaml", 3, Fault(message("There is no such file.")), warning=True))

    task = run(tasks, work)
    assert [line["kind"] for line in task.lines] == ["note", "warning"]
    assert task.lines[0]["text"] == "Không có lỗi."
    assert task.lines[1]["text"].startswith("plan.yaml:3: ")
    assert (task.state()["done"], task.state()["failed"]) == (True, False)
    assert tasks.get(task.id) is task


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        (InspectionError(message("No unit is chosen."), message("Check the name.")), 1),
        (InvalidFilesError([Problem("a", n, Fault(message("The file is too large."))) for n in (1, 2)]), 2),
        (ZeroDivisionError("x"), 1),
    ],
)
def test_a_task_that_fails_says_why(tasks: Tasks, error: Exception, lines: int) -> None:
    """Also where the fault is ours: the page does not wait for ever."""

    def work(_task: Task) -> None:
        raise error

    task = run(tasks, work)
    assert task.has_failed
    assert [line["kind"] for line in task.lines] == ["error"] * lines
