"""What an item inherits from the `defaults` of its criterion, its area and the file.

The nearest wins as a whole: the item's own, then its criterion's, then its area's, then the file's. Nothing
is merged. Only a legal basis and templates of remarks may be missing everywhere; the report then says that
no basis is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from inspection_lib.definitions.checklist.yaml_defaults import DefaultsYaml, LegalBasisYaml
from inspection_lib.definitions.checklist.yaml_items import ItemYaml
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.formats import written
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.definitions.yaml_model import TextYaml
from inspection_lib.language import message
from inspection_lib.model import DaysAre, DaysFrom, MendTerm, Severity

T = TypeVar("T")
Places = tuple[tuple[YamlPath, DefaultsYaml], ...]
ITEMS_LISTED = 20
"""A problem that many items share lists at most this many."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """The values of one item, its own or inherited. ``legal_basis_at`` is where its legal basis stands."""

    severity: Severity
    days_to_mend: int
    term: MendTerm
    appraiser: TextYaml
    recommendation: TextYaml
    legal_basis: tuple[LegalBasisYaml, ...]
    legal_basis_at: YamlPath
    remark_templates: tuple[TextYaml, ...]


@dataclass(frozen=True, slots=True)
class AroundItem:
    """The `defaults` around an item with their paths, the nearest first."""

    places: Places = ()

    def inside(self, yaml_path: YamlPath, defaults: DefaultsYaml) -> AroundItem:
        """The same with the defaults of a part that lies inside."""
        return AroundItem((((*yaml_path, "defaults"), defaults), *self.places))


@dataclass(slots=True)
class Inheritance:
    """Finds what items inherit, and collects the items that get a value from nowhere."""

    problems: FileProblems
    lacking: dict[str, list[tuple[str, YamlPath]]] = field(default_factory=dict)

    def of(self, item: ItemYaml, yaml_path: YamlPath, around: AroundItem) -> Inherited:
        """The values of an item. One that is missing everywhere is noted, and a placeholder stands for it."""
        places: Places = ((yaml_path, item), *around.places)
        basis, basis_at = next(
            (
                (place.legal_basis, (*path, "legal_basis"))
                for path, place in places
                if place.legal_basis is not None
            ),
            ((), yaml_path),
        )
        return Inherited(
            severity=next((place.severity for _, place in places if place.severity is not None), None)
            or self._lacks("severity", item, places, Severity.MEDIUM),
            days_to_mend=next((place.days_to_mend for _, place in places if place.days_to_mend), None)
            or self._lacks("days_to_mend", item, places, 1),
            term=MendTerm(
                next((place.days_are for _, place in places if place.days_are), DaysAre.CALENDAR),
                next((place.days_from for _, place in places if place.days_from), DaysFrom.CONCLUSION),
            ),
            appraiser=next((place.appraiser for _, place in places if place.appraiser), None)
            or self._lacks("appraiser", item, places, TextYaml(vi="?")),
            recommendation=next((place.recommendation for _, place in places if place.recommendation), None)
            or self._lacks("recommendation", item, places, TextYaml(vi="?")),
            legal_basis=basis,
            legal_basis_at=basis_at,
            remark_templates=next(
                (place.remark_templates for _, place in places if place.remark_templates is not None), ()
            ),
        )

    def report(self) -> None:
        """Add one problem for each field that items lack, however many items there are."""
        for name, items in self.lacking.items():
            listed = ", ".join(item_id for item_id, _ in items[:ITEMS_LISTED])
            text = message("Item {item} has no {field}.", item=listed, field=name)
            if len(items) > 1:
                text = message(
                    "{count} items have no {field}: {items}.",
                    count=len(items),
                    field=name,
                    items=listed + (", …" if len(items) > ITEMS_LISTED else ""),
                )
            example = DefaultsYaml.model_fields[name].examples or []
            remedy = message(
                "Write it in each, or once under 'defaults' of the criterion, the area or the file, such as: "
                "{example}",
                example=written({name: example[0]})[1:-1],
            )
            self.problems.add(items[0][1], text, remedy)

    def _lacks(
        self,
        name: str,
        item: ItemYaml,
        places: Places,
        instead: T,
    ) -> T:
        if self.problems.is_sound(*((*path, name) for path, _ in places)):
            self.lacking.setdefault(name, []).append((item.id, places[0][0]))
        return instead
