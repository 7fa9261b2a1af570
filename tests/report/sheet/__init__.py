"""Tests of the leadership's sheet as a value."""
