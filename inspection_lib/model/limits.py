"""How large and how deep a file may be that somebody wrote or sent. What is beyond is refused.

One place for the numbers: docs/limits.md lists them, and a test compares both. Each is far above what real
files need, and so low that a refusal takes less than 300 MB of memory and 5 seconds: a file that is made to
harm must not cost a day's work.
"""

from __future__ import annotations

MEGABYTE = 2**20

YAML_BYTES = 4 * MEGABYTE
"""A checklist of 100 items has 150 kB."""
YAML_DEPTH = 40
"""Mappings and lists inside each other. A checklist has 10. libyaml's loader crashes beyond some 10,000."""
YAML_NODES = 100_000
"""Values, counted as often as aliases repeat them: nine lines can stand for a thousand million values."""
YAML_TEXT = 30_000
"""Letters of one text. A cell of a form for phones (XLSX) holds 32,767."""
PARTS = 100
"""Files that a checklist includes, counted as often as it includes them."""
PARTS_DEPTH = 8
"""Files that include each other, one inside the other."""
GROUPS_DEPTH = 8
"""Groups of a checklist inside each other, the area the first of them."""

JSON_BYTES = 32 * MEGABYTE
"""A report has 0.3 MB, the account of a country's batch 6 MB."""
JSON_DEPTH = 64
"""Objects and lists inside each other. A notebook has 12."""
JSON_VALUES = 1_000_000
"""Commas, colons and brackets: each stands for an object in memory of some 100 bytes."""
JSON_DIGITS = 100
"""Digits of one number."""

TABLE_BYTES = 32 * MEGABYTE
"""A table that is read whole: XLSX, XLS, ODS, and CSV of answers and units."""
LARGE_CSV_BYTES = 200 * MEGABYTE
"""A register in CSV, which is read in blocks."""
TABLE_UNPACKED_BYTES = 400 * MEGABYTE
"""All parts of a workbook together."""
TABLE_MEMORY = 128 * MEGABYTE
"""Memory of the cells, estimated."""
TABLE_ROWS = 1_200_000
TABLE_COLUMNS = 4_000
TABLE_CELLS = 12_000_000
TABLE_LINE_BYTES = 2 * MEGABYTE
"""One line of a CSV file."""
CELL_LETTERS = 131_072
"""Letters of one cell of any table."""
XML_TAG_BYTES = 4 * MEGABYTE
"""One tag of a workbook with its attributes, which the parser keeps whole."""
TABLE_SECONDS = 120.0

ARCHIVE_MEMBERS = 20_000
ARCHIVE_BYTES = 2 * 2**30
"""All parts of a bundle, package or export together, unpacked one by one."""
ARCHIVE_MEMBER_BYTES = 64 * MEGABYTE
ARCHIVE_RATIO = 200
"""How many times its packed size a part may unpack to. Text packs to about a tenth."""

EXPORT_TABLES = 100
"""Tables in an export of phones: one for the form and one for each of its repeated groups."""

PICTURE_PIXELS = 50_000_000
"""Points of a picture by its header, before it is drawn: 4 bytes each. Phones make 12 to 50 million."""
JPEG_PIXELS = 120_000_000
"""The same of a JPEG, which is drawn at an eighth of its size."""

ZIP_LIST_BYTES = 7 * MEGABYTE
"""The list of members of any zip: Python makes an object of each before anybody can count them."""
