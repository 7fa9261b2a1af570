"""Read a checklist file into a value, or report everything that is wrong with it, with file and line."""
