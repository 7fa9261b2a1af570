"""The demonstration data of the campaign 2017-dot-1: invented answers and registers of real offices.

`python -m samples` writes it into `checklists/`; what it is made from stands in `samples/data/`.
"""

from tools.samples.files import sample_files, write_samples

__all__ = ["sample_files", "write_samples"]
