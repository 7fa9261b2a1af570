"""A parameter that a notebook does not have is refused, whichever engine runs the notebook."""

from __future__ import annotations

import pytest

from inspection_lib import check_parameters
from inspection_lib.errors import ParameterError

PARAMETERS = 'unit = ""  # code\ncampaign = "2017-dot-1"\n'


def test_parameters_that_the_notebook_has_are_accepted() -> None:
    """Also in a notebook that nobody gave a parameter, and beside cells that are not Python."""
    check_parameters(["", PARAMETERS, "%matplotlib inline", "from inspection_lib import show"])
    check_parameters(["", PARAMETERS, '# Parameters\nunit = "061"\ncampaign = "2017-dot-2"\n'])


def test_an_own_variable_is_no_parameter() -> None:
    """Whoever adds a cell may assign what they like, before and after."""
    check_parameters(["", "mine = 1", PARAMETERS, '# Parameters\nunit = "061"\n', "other = 2"])


@pytest.mark.parametrize(("name", "known"), [("untt", "unit"), ("campain", "campaign")])
def test_a_misspelt_parameter_is_refused_with_the_nearest_name(name: str, known: str) -> None:
    """The cell that papermill adds begins with its comment."""
    with pytest.raises(ParameterError, match=rf"'{name}'.*'{known}'"):
        check_parameters(["", PARAMETERS, f'# Parameters\n{name} = "061"\n'])


def test_all_unknown_parameters_are_named_at_once() -> None:
    """So that one run shows every one of them."""
    with pytest.raises(ParameterError, match="'untt', 'sotre'"):
        check_parameters(["", PARAMETERS, '# Parameters\nuntt = 1\nsotre = "x"\n'])
