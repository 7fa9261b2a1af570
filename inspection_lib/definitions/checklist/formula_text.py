"""Read a formula of a checklist: item codes, numbers, + - * /, parentheses, sum, min, max."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from inspection_lib.model import Formula, FormulaNode, ItemFigure, Operation, Operator

LONGEST_FORMULA = 500
DEEPEST = 30
"""Parentheses inside each other."""
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])|\[(?P<quoted>[^\]\[]+)\](?:\.(?P<of>numerator|denominator))?"
    r"|(?P<code>[A-Za-z_]\w*)(?:\.(?P<part>numerator|denominator))?|(?P<sign>[-+*/(),]))"
)
_FUNCTIONS = {"sum": Operator.SUM, "min": Operator.MIN, "max": Operator.MAX}
_END = ""
Token = str | Fraction | ItemFigure


class FormulaError(ValueError):
    """A text is no formula; its argument is the rest of the text from where it cannot be read."""


def read_formula(text: str) -> Formula:
    """The formula of a text. Raises FormulaError where it is none."""
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(text[LONGEST_FORMULA:])
    reader = _Reader(_tokens(text), 0)
    root = reader.sum_of_terms(0)
    if reader.place < len(reader.tokens):
        raise FormulaError(reader.rest())
    return Formula(" ".join(text.split()), root)


def _tokens(text: str) -> list[tuple[Token, str]]:
    """The tokens, each with the text from there on."""
    found: list[tuple[Token, str]] = []
    place = 0
    while text[place:].strip():
        token = _TOKEN.match(text, place)
        if token is None:
            raise FormulaError(text[place:].strip())
        found.append((_token(token), text[place:].strip()))
        place = token.end()
    return found


def _token(found: re.Match[str]) -> Token:
    if found["number"]:
        return Fraction(found["number"])
    if found["quoted"]:
        return ItemFigure(found["quoted"].strip(), found["of"] or "")
    return ItemFigure(found["code"], found["part"] or "") if found["code"] else found["sign"]


@dataclass(slots=True)
class _Reader:
    """Where the reading of tokens stands."""

    tokens: list[tuple[Token, str]]
    place: int

    def rest(self) -> str:
        """The text that is not read yet."""
        return self.tokens[self.place][1] if self.place < len(self.tokens) else _END

    def next_is(self, *signs: str) -> bool:
        """Whether the next token is one of these signs."""
        return self.place < len(self.tokens) and self.tokens[self.place][0] in signs

    def take(self) -> Token:
        """The next token; it is read then."""
        if self.place == len(self.tokens):
            raise FormulaError(_END)
        self.place += 1
        return self.tokens[self.place - 1][0]

    def sum_of_terms(self, depth: int) -> FormulaNode:
        """Terms between + and -, from the left."""
        node = self.product(depth)
        while self.next_is("+", "-"):
            operator = Operator(str(self.take()))
            node = Operation(operator, (node, self.product(depth)))
        return node

    def product(self, depth: int) -> FormulaNode:
        """Factors between * and /, from the left."""
        node = self.factor(depth)
        while self.next_is("*", "/"):
            operator = Operator(str(self.take()))
            node = Operation(operator, (node, self.factor(depth)))
        return node

    def factor(self, depth: int) -> FormulaNode:
        """A number, a figure, a function of some, or what stands in parentheses."""
        start = self.place
        taken = self.take()
        if depth > DEEPEST:
            raise FormulaError(self.tokens[start][1])
        if isinstance(taken, ItemFigure) and not taken.part and self.next_is("("):
            return self.function(taken.item_id, start, depth)
        if isinstance(taken, ItemFigure | Fraction):
            return taken
        if taken == "(":
            node = self.sum_of_terms(depth + 1)
            self.close()
            return node
        raise FormulaError(self.tokens[start][1])

    def function(self, name: str, start: int, depth: int) -> FormulaNode:
        """`sum(A, B)`, `min(...)`, `max(...)`."""
        if name not in _FUNCTIONS:
            raise FormulaError(self.tokens[start][1])
        self.take()
        operands = [self.sum_of_terms(depth + 1)]
        while self.next_is(","):
            self.take()
            operands.append(self.sum_of_terms(depth + 1))
        self.close()
        return Operation(_FUNCTIONS[name], tuple(operands))

    def close(self) -> None:
        """Read the parenthesis that must stand here."""
        rest = self.rest()
        if not self.next_is(")"):
            raise FormulaError(rest)
        self.take()
