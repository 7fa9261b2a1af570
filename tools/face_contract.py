"""A contract for import-linter: a room is imported through its face, or through one of its doors.

A face is the `__init__` of a room. A door is a module that other rooms may import by its full name, because
it loads a library that the face must not load. pyproject.toml lists the doors, each with its reason.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FaceContract(Contract):
    """Every import between two rooms of ``package`` names the room itself or one of its ``doors``."""

    # import-linter puts the values of these fields in their places.
    package: str = fields.StringField()  # type: ignore[assignment]
    doors: set[str] | None = fields.SetField(  # type: ignore[assignment]
        subfield=fields.StringField(), required=False
    )

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when no import passes a face by, and no door stands open for nobody."""
        doors = set(self.doors or ())
        passed: list[str] = []
        used: set[str] = set()
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported.count(".") < 2 or self._room(importer) in ("", self._room(imported)):
                    continue
                if imported in doors:
                    used.add(imported)
                else:
                    passed.append(f"{importer} imports {imported}")
        unused = [f"{door} is a door that no other room uses" for door in sorted(doors - used)]
        return ContractCheck(kept=not (passed or unused), metadata={"lines": passed + unused})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print what is wrong, a line each."""
        for line in check.metadata["lines"]:
            output.print_error(f"- {line}")

    def _room(self, module: str) -> str:
        return ".".join(module.split(".")[:2]) if module != self.package else ""
