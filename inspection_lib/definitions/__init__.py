"""What people write: checklists, plans, lists of units. Every mistake is reported with its line."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.definitions.checklist import (
        checklist_schema,
        read_checklist,
        read_checklist_with_problems,
    )
    from inspection_lib.definitions.holidays import read_holidays, read_holidays_with_problems
    from inspection_lib.definitions.indicator_index import (
        indicator_index_schema,
        read_indicator_index,
        read_indicator_index_with_problems,
    )
    from inspection_lib.definitions.office_parts import (
        REGISTERS_FOLDER,
        kinds_of_registers,
        read_office_parts,
    )
    from inspection_lib.definitions.office_settings import (
        WORKBENCH_YAML,
        read_office_settings,
        read_office_settings_with_problems,
        settings_of_before,
        workbench_schema,
    )
    from inspection_lib.definitions.parts import parts_of
    from inspection_lib.definitions.plan import plan_schema, read_plan, read_plan_with_problems
    from inspection_lib.definitions.register_kinds import (
        REGISTER_SUFFIX,
        read_register_kind,
        register_kind_schema,
        shipped_registers,
    )
    from inspection_lib.definitions.register_maps import (
        MAP_SUFFIX,
        read_register_map_with_problems,
        read_register_maps,
        register_map_schema,
    )
    from inspection_lib.definitions.units import UNIT_COLUMNS, check_units, read_units_with_problems
    from inspection_lib.definitions.yaml_file import Tree, YamlFile, YamlPath, node_at, parse_yaml, read_yaml

__all__ = [
    "MAP_SUFFIX",
    "REGISTERS_FOLDER",
    "REGISTER_SUFFIX",
    "UNIT_COLUMNS",
    "WORKBENCH_YAML",
    "Tree",
    "YamlFile",
    "YamlPath",
    "check_units",
    "checklist_schema",
    "indicator_index_schema",
    "kinds_of_registers",
    "node_at",
    "parse_yaml",
    "parts_of",
    "plan_schema",
    "read_checklist",
    "read_checklist_with_problems",
    "read_holidays",
    "read_holidays_with_problems",
    "read_indicator_index",
    "read_indicator_index_with_problems",
    "read_office_parts",
    "read_office_settings",
    "read_office_settings_with_problems",
    "read_plan",
    "read_plan_with_problems",
    "read_register_kind",
    "read_register_map_with_problems",
    "read_register_maps",
    "read_units_with_problems",
    "read_yaml",
    "register_kind_schema",
    "register_map_schema",
    "settings_of_before",
    "shipped_registers",
    "workbench_schema",
]
