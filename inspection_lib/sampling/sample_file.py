"""The file of a draw: JSON that a program and a person can read, and that gives the same sample back."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.files import check_json, read_limited
from inspection_lib.language import Fault, message
from inspection_lib.model import limits
from inspection_lib.sampling.values import SAMPLE_SCHEMA, Sample


def sample_bytes(sample: Sample) -> bytes:
    """The file of a sample. The same draw gives the same bytes."""
    return TypeAdapter(Sample).dump_json(sample, indent=1) + b"\n"


def read_sample(path: Path) -> Sample:
    """The sample of a file. Raises InvalidFilesError for any other file."""
    try:
        content = check_json(read_limited(path, limits.JSON_BYTES))
        sample = TypeAdapter(Sample).validate_json(content)
        if sample.schema != SAMPLE_SCHEMA or sample.size != len(sample.cases) or not sample.cases:
            raise ValueError(sample.schema)
    except (ValidationError, ValueError, OSError) as error:
        fault = Fault(
            message("The file is not one that `inspection sample draw` wrote."),
            message("Name the file that ends with .sample.json, and do not edit it."),
        )
        raise InvalidFilesError([Problem(str(path), 0, fault)]) from error
    return sample
