"""From a folder to a report: find the workbench, load an inspection, make its report, check people's files.

`workbench.overviews` draws the tables of notebooks and is imported by its full path.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.workbench.checking import check_paths, settled_checklists
    from inspection_lib.workbench.drawn_cases import DrawnRows, drawn_rows
    from inspection_lib.workbench.folder import (
        UnitCode,
        Workbench,
        definition_digest,
        file_digest,
        find_unit,
        find_units,
        latest_campaign,
        open_workbench,
        place_of,
    )
    from inspection_lib.workbench.impact import Impact, ItemImpact, UnitImpact, find_impact
    from inspection_lib.workbench.indicators import UnitIndicators, indicator_index, unit_indicators
    from inspection_lib.workbench.inspections import (
        EarlierInspections,
        earlier_campaigns,
        earlier_inspections,
        inspection_from_events,
        load_inspection,
        load_registers,
        load_shared,
    )
    from inspection_lib.workbench.judged import library_version, report_of, this_moment
    from inspection_lib.workbench.new_folder import Upgrade, make_workbench, upgrade_workbench
    from inspection_lib.workbench.notebook_parameters import (
        assigned_values,
        check_parameters,
        unreadable_notebook,
    )
    from inspection_lib.workbench.preparing import OWN_NAME, prepare_machines
    from inspection_lib.workbench.recorded import record_digests, record_ends
    from inspection_lib.workbench.reports import (
        REGISTER_ROWS,
        REPORT_JSON,
        ReportAgain,
        make_report,
        make_report_again,
        write_report,
    )
    from inspection_lib.workbench.rounds import actions_of_campaigns, open_work_of, open_work_on_paper
    from inspection_lib.workbench.samples import SAMPLES, shipped_folder
    from inspection_lib.workbench.sampling import item_of_sample, load_cases, sample_files, samples_folder
    from inspection_lib.workbench.schemas import EDITOR_SCHEMAS, editor_line, write_schemas
    from inspection_lib.workbench.store_check import check_store
    from inspection_lib.workbench.stores import DEFAULT_STORE, open_recorder
    from inspection_lib.workbench.taking_in import TakenIn, take_in_preparation
    from inspection_lib.workbench.whole_check import WholeCheck, check_workbench

__all__ = [
    "DEFAULT_STORE",
    "EDITOR_SCHEMAS",
    "OWN_NAME",
    "REGISTER_ROWS",
    "REPORT_JSON",
    "SAMPLES",
    "DrawnRows",
    "EarlierInspections",
    "Impact",
    "ItemImpact",
    "ReportAgain",
    "TakenIn",
    "UnitCode",
    "UnitImpact",
    "UnitIndicators",
    "Upgrade",
    "WholeCheck",
    "Workbench",
    "actions_of_campaigns",
    "assigned_values",
    "check_parameters",
    "check_paths",
    "check_store",
    "check_workbench",
    "definition_digest",
    "drawn_rows",
    "earlier_campaigns",
    "earlier_inspections",
    "editor_line",
    "file_digest",
    "find_impact",
    "find_unit",
    "find_units",
    "indicator_index",
    "inspection_from_events",
    "item_of_sample",
    "latest_campaign",
    "library_version",
    "load_cases",
    "load_inspection",
    "load_registers",
    "load_shared",
    "make_report",
    "make_report_again",
    "make_workbench",
    "open_recorder",
    "open_work_of",
    "open_work_on_paper",
    "open_workbench",
    "place_of",
    "prepare_machines",
    "record_digests",
    "record_ends",
    "report_of",
    "sample_files",
    "samples_folder",
    "settled_checklists",
    "shipped_folder",
    "take_in_preparation",
    "this_moment",
    "unit_indicators",
    "unreadable_notebook",
    "upgrade_workbench",
    "write_report",
    "write_schemas",
]
