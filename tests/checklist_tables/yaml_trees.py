"""Trees of YAML files with texts that could be taken for something else."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=30).map(lambda text: unicodedata.normalize("NFC", text))
ODD = ("Đơn vị", "kế hoạch", "#", "- a", ":", "a: b", "'x'", '"y"', "µ", "Cã", "m²", "_x0041_", "\n", "null")
ODDER = ("~", "{", "• ", "=1", "0", "1.50", "---", "...", "#N/A", "TRUE", "Tæng", "yes", "\t", "  ")
WORDS = TEXTS | st.lists(st.sampled_from([*ODD, *ODDER]), max_size=30).map(" ".join)
TREES = st.recursive(
    st.none() | WORDS,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(WORDS | st.sampled_from(["id", "vi"]), inside, max_size=3)
    ),
    max_leaves=8,
)
