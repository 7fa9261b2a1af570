"""Write the golden report anew: `python -m tests.renew_golden`. Then read the difference line by line."""

from __future__ import annotations

import tempfile

from inspection_lib.files.folders import write_whole
from inspection_lib.imports.responses import read_responses
from inspection_lib.judging.assessment import assess
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.report import build_report, report_to_json
from inspection_lib.workbench import Workbench, load_inspection
from tests.conftest import CAMPAIGN, ROOT
from tests.report.conftest import MADE_AT
from tests.report.test_build import GOLDEN


def main() -> None:
    """Import the districts' responses into a fresh store and write the report of unit 060."""
    workbench = Workbench(ROOT)
    campaign = workbench.campaign(CAMPAIGN)
    checklists = workbench.checklists(campaign)
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(f"sqlite:///{folder}/s.db", workbench.folder)
        path = ROOT / "checklists" / "responses" / CAMPAIGN / "districts.csv"
        imported = read_responses(path, campaign, checklists)[0]
        Recorder(store, campaign, checklists).record(entry for _, entry in imported.entries)
        inspection = load_inspection(workbench, store, campaign, "060")
    report = build_report(inspection, assess(inspection), made_at=MADE_AT, library_version="0")
    write_whole(GOLDEN, report_to_json(report))


if __name__ == "__main__":
    main()
