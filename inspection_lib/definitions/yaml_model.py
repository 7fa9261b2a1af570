"""What all YAML formats share: no unknown fields, texts in one or two languages, a schema for editors."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from inspection_lib.language import Text
from inspection_lib.model import LegalState

NotEmpty = Annotated[str, Field(min_length=1)]


class YamlModel(BaseModel):
    """The format of one mapping in a YAML file: the fields named, and no others.

    The subclasses end with `Yaml`: `ItemYaml` is an item as it stands in the file, `Item` of `model` is the
    value made of it. Each field has a description and an example for the JSON Schema, and for problems.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class TextYaml(YamlModel):
    """A text in one or both languages. A plain text is Vietnamese."""

    vi: NotEmpty = Field(default="", description="Tiếng Việt. / Vietnamese.", examples=["Kế hoạch CCHC"])
    en: NotEmpty = Field(default="", description="Tiếng Anh. / English.", examples=["PAR plan"])

    @model_validator(mode="before")
    @classmethod
    def _from_plain_text(cls, value: object) -> object:
        return {"vi": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_a_language(self) -> TextYaml:
        if not (self.vi or self.en):
            raise PydanticCustomError("text_empty", "a text needs a language")
        return self

    def text(self) -> Text:
        """The text as a value; a language that is missing is empty."""
        return Text(self.vi, self.en)


CitedArticle = Annotated[
    TextYaml | None,
    Field(description="Điều, khoản. / The article.", examples=[{"vi": "Điều 6", "en": "Article 6"}]),
]
ReadState = Annotated[
    LegalState,
    Field(
        description="Điều, khoản này đã được đọc hay chưa; không có article thì luôn là chưa. "
        "/ Whether the article was read; never without an article.",
        examples=["to_be_verified"],
    ),
]
ReadSource = Annotated[
    str,
    Field(
        description="Đã đọc ở đâu, hoặc điều gì chưa đọc. / Where it was read, or what was not read.",
        examples=["vanban.chinhphu.vn"],
    ),
]
"""A citation in each format that has one: the article, whether it was read, and where."""


def editor_schema(schema: dict[str, Any], title: str) -> str:
    """A JSON Schema for editors, as JSON text.

    An editor converts scalars before it checks them: `yes` may reach it as a text or as true, an id as a
    number. The schema allows all these types where the workbench itself reads a text. A text may be plain.
    """
    languages = schema.get("$defs", {}).get("TextYaml")
    if languages:
        schema["$defs"]["TextYaml"] = {
            "title": "Text",
            "description": "Văn bản: một chuỗi tiếng Việt, hoặc {vi: ..., en: ...}. "
            "/ A text: plain (Vietnamese), or {vi: ..., en: ...}.",
            "examples": ["Kế hoạch CCHC", {"vi": "Kế hoạch CCHC", "en": "PAR plan"}],
            "anyOf": [{"type": "string", "minLength": 1}, languages | {"minProperties": 1}],
        }
    wide = _widen(schema)
    wide["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    wide["title"] = title
    return json.dumps(wide, ensure_ascii=False, indent=1) + "\n"


def _widen(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_widen(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind == "boolean":
        kept = {key: value for key, value in schema.items() if key != "type"}
        return kept | {"enum": [True, False, "yes", "no", "true", "false"]}
    wide = {key: _widen(value) for key, value in schema.items()}
    if kind == "string" and "enum" in schema and {"yes", "no"} & set(schema["enum"]):
        del wide["type"]
        wide["enum"] = [*schema["enum"], True, False]
    elif kind == "string" and not {"enum", "const", "format", "pattern"} & set(schema):
        wide["type"] = ["string", "number", "boolean"]
    return wide
