"""Sections of a Report as HTML, charts as inline SVG, the languages."""
