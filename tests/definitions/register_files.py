"""A small file that describes a kind of register, and changes of it."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions.register_kinds import read_register_kind
from inspection_lib.errors import Problem
from inspection_lib.model import Register

LETTERS = """\
id: letters
name: {vi: Sổ thư, en: Register of letters}
about: {vi: Mỗi dòng là một thư., en: Each row is a letter.}
columns:
  - {id: code, name: {vi: Mã thư, en: Code}, type: text, key: yes}
  - {id: came, name: {vi: Ngày đến, en: Came}, aliases: [Ngày nhận], type: day}
  - {id: gone, name: {vi: Ngày đi, en: Gone}, type: day, required: no, not_before: came}
  - {id: pages, name: {vi: Số tờ, en: Pages}, type: count, required: no}
  - {id: sent, name: {vi: Số tờ gửi, en: Sent}, type: count, required: no}
  - {id: mark, name: {vi: Điểm, en: Mark}, type: number, required: no}
  - {id: cost, name: {vi: Cước phí, en: Cost}, type: money, required: no}
  - {id: note, name: {vi: Ghi chú, en: Note}, type: text, required: no}
  - id: way
    name: {vi: Cách gửi, en: Way}
    type: choice
    choices: {post: [bưu điện], hand: [trực tiếp]}
left_out:
  - {when: [came > period_end], words: {vi: Sau kỳ, en: After the period}}
rules:
  - id: more_sent
    when: [sent > pages]
    severity: high
    words: {vi: Gửi nhiều hơn số tờ, en: More sent than there are}
  - {id: no_note, of: [way = hand], when: [note is empty], severity: low, words: Thiếu ghi chú}
measures:
  - id: by_post
    name: {vi: Gửi bưu điện, en: By post}
    definition: {vi: Gửi bưu điện / tất cả, en: By post / all}
    fulfilled: [way = post]
    basis: &law [{number: 30/2020/NĐ-CP, date: 2020-03-05, state: to_be_verified}]
  - {id: gone, name: Đã đi, definition: Đã đi, kind: count, fulfilled: [gone <= period_end], basis: *law}
  - {id: cost, name: Cước, definition: Tổng cước, kind: sum, column: cost, basis: *law}
  - {id: mark, name: Điểm, definition: Trung vị điểm, kind: median, column: mark, basis: *law}
  - {id: days, name: Số ngày, definition: Trung vị, kind: median, column: gone, since: came, basis: *law}
  - {id: pages_sent, name: Số tờ, definition: Tờ gửi / số tờ, column: sent, over: pages, basis: *law}
"""


def letters(folder: Path, old: str = "", new: str = "") -> tuple[Register | None, list[Problem]]:
    """The kind of register of `LETTERS` with one text of it changed, and the problems of the file."""
    assert old in LETTERS
    path = folder / "letters.register.yaml"
    path.write_text(LETTERS.replace(old, new, 1), encoding="utf-8")
    return read_register_kind(path, path.name)


def sound_letters(folder: Path) -> Register:
    """The kind of register of `LETTERS`."""
    register, problems = letters(folder)
    assert register is not None, problems
    return register
