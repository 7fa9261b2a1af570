"""The page of a unit's report: an nbconvert exporter and what it makes of a notebook's outputs."""
