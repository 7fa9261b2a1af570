"""Pack the data of a page, so that a page with its data stays small. The page's script unpacks it.

A report holds many sentences twice and more, and the page holds them once again. They stand too far apart
for DEFLATE, which looks back 32 kB only. So every piece of text is kept once, in the order of its first use,
and each place where one stands holds a mark. What is packed is three texts, with NUL between them:

    the text with a mark for each piece, the pieces (a line each), one letter for each mark

The letter is FRESH for the next piece that was not used yet, otherwise it tells which piece it is. This is
deflated and written in base 85, which takes a quarter more letters than bytes; base 64 takes a third more.
"""

from __future__ import annotations

import base64
import re
import zlib

_PIECE = re.compile(r'("[a-z_]{3,}":|[^<>"{}\[\]\\]{6,})')
"""Names of JSON, and what stands between the signs of JSON and HTML. A shorter one is not worth its mark."""
MARK = "\x01"
FRESH = "\x02"
FIRST = 0x100
"""The letter of the first piece. Letters below it are marks, line feeds and what JSON escapes."""
MOST_PIECES = 0xD800 - FIRST
"""Beyond it letters are halves of a pair: a piece that comes later is written each time."""
LEVEL = 9
"""Of DEFLATE: the highest. The data is one percent smaller than with 7; all of it takes as long."""
_WRITTEN = bytes.maketrans(b"<", b",")
_READ = bytes.maketrans(b",<", b"<,")
"""A script element must not hold the letter `<` of base 85: `<!--` there changes how a browser reads on."""
LARGEST = 64_000_000
"""The most bytes that a page's data may unpack to."""


def pack(text: str) -> str:
    """A text without control letters, such as canonical JSON, as letters that a script element can hold."""
    parts = _PIECE.split(text)
    places: dict[str, int] = {}
    lines: list[str] = []
    letters: list[str] = []
    for piece in parts[1::2]:
        place = places.get(piece)
        if place is not None:
            letters.append(chr(FIRST + place))
            continue
        if len(places) < MOST_PIECES:
            places[piece] = len(places)
        lines.append(piece)
        letters.append(FRESH)
    streams = "\0".join((MARK.join(parts[::2]), "\n".join(lines), "".join(letters)))
    return base64.b85encode(zlib.compress(streams.encode(), LEVEL)).translate(_WRITTEN).decode("ascii")


def unpack(packed: str) -> str:
    """The text that was packed. Raises ValueError for anything that `pack` did not write."""
    try:
        inflater = zlib.decompressobj()
        content = inflater.decompress(base64.b85decode(packed.encode("ascii").translate(_READ)), LARGEST)
        marked, lines, letters = content.decode().split("\0")
        pieces, parts = lines.split("\n"), marked.split(MARK)
        fresh = iter(pieces)
        text = [parts[0]]
        for letter, part in zip(letters, parts[1:], strict=True):
            text += (next(fresh) if letter == FRESH else pieces[ord(letter) - FIRST], part)
        if not inflater.eof or inflater.unused_data:
            raise ValueError("it ends too early or too late")
    except (ValueError, IndexError, StopIteration, zlib.error) as error:
        raise ValueError(f"not packed data ({error})") from error
    return "".join(text)
