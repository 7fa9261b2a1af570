"""Read the causes of `workbench.yaml`, which a province adds to those of the article."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from inspection_lib.answers import fold_word
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlFile
from inspection_lib.definitions.yaml_model import TextYaml, YamlModel
from inspection_lib.files import ID_RULE
from inspection_lib.language import Language, Message, message, open_catalogue
from inspection_lib.model import ID_PATTERN, LONGEST_ID, Cause, OwnCause, is_id

_ARTICLE = tuple(cause.value.lower() for cause in Cause)


class OwnCauseYaml(YamlModel):
    """A cause that the province adds to those of the article."""

    id: Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)] = Field(
        description="Mã dùng trong hồ sơ và bảng nhập. / Its name in the record and in tables.",
        examples=["MAT_BANG"],
    )
    name: TextYaml = Field(
        description="Tên gọi trong biểu mẫu và văn bản. / What forms and papers call it.",
        examples=[{"vi": "Thiếu mặt bằng, trụ sở", "en": "Lack of premises"}],
    )
    under: Cause | None = Field(
        default=None,
        description="Nguyên nhân chung mà nó thuộc về. / The article's cause that it belongs to.",
        examples=["KINH_PHI"],
    )

    def cause(self) -> OwnCause:
        """The cause as a value."""
        return OwnCause(self.id, self.name.text(), self.under)


def check_causes(file: YamlFile, problems: FileProblems) -> None:
    """Add a problem for each id and each name that another cause has, be it one of the article's.

    Ids are compared without regard to capitals. Names are compared as the forms in Excel read them, in each
    language: there a cause is known by its name.
    """
    listed = file.at(("causes",))
    ids = list(_ARTICLE)
    names = {language: [_shown(cause, language) for cause in Cause] for language in Language}
    for index in range(len(listed) if isinstance(listed, list) else 0):
        own = file.at(("causes", index, "id"))
        if isinstance(own, str):
            _check_id(own, ids, index, problems)
            ids.append(own.lower())
        doubled = [
            name
            for language, known in names.items()
            if (name := _name(file, index, language)) and fold_word(name) in known
        ]
        if doubled:
            text = message("Another cause has the name '{name}'.", name=doubled[0])
            problems.add(("causes", index, "name"), text, message("Give one of the two another name."))
        for language, known in names.items():
            known.append(fold_word(_name(file, index, language)))


def _check_id(own: str, ids: list[str], index: int, problems: FileProblems) -> None:
    found: tuple[Message, Message] | None = None
    if own.lower() in _ARTICLE:
        text = message(
            "'{cause}' is one of the article's causes; it is there without being named.", cause=own
        )
        found = text, message("Give this one another id, or leave it out.")
    elif own.lower() in ids:
        text = message("The cause '{cause}' is listed twice.", cause=own)
        found = text, message("Give one of the two another id.")
    elif not is_id(own):
        found = message("'{value}' does not fit {field}.", value=own, field="id"), ID_RULE
    if found:
        problems.add(("causes", index, "id"), *found)


def _shown(cause: Cause, language: Language) -> str:
    return fold_word(open_catalogue(language).label(cause))


def _name(file: YamlFile, index: int, language: Language) -> str:
    """How a cause is shown in a language; "" where the file does not say."""
    name = file.at(("causes", index, "name"))
    texts = name if isinstance(name, dict) else {Language.VI.value: name}
    shown = texts.get(language.value) or next((text for text in texts.values() if text), "")
    return shown if isinstance(shown, str) else ""
