"""A second reading of the drawn pages: patterns of its own, arithmetic of its own, a calendar of its own.

`page_text` takes a page apart, `truth` computes what is true, `reader` holds the ways of reading a sentence,
and the modules `on_*` say what each kind of sentence must agree with.
"""
