"""Tests of inspection_lib.excel_forms."""
