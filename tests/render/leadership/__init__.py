"""Tests of the page for the leadership."""
