"""Measurements of the batch: `make bench`."""
