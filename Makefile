# `make reports` and `make test` set up all they need: Python 3.11 or newer, make, apt and the package index are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CAMPAIGN := 2017-dot-1
STORE := outputs/inspection.db
COUNTRY := outputs/country-home
# An environment of its own over the workbench's: papermill loads every engine that is installed, and would load this one always.
PLOOMBER := outputs/bench/ploomber

.PHONY: reports lab setup import lint test engine-versions browser bench country clean

reports: setup import
	$(BIN)/inspection batch $(CAMPAIGN)

# The site-visit form and all notebooks, on this machine alone.
lab: setup
	$(BIN)/inspection lab

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

import: setup
	$(BIN)/inspection import $(CAMPAIGN) checklists/responses/$(CAMPAIGN)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint import browser
	$(BIN)/inspection check checklists
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest --nbval-lax --nbval-current-env notebooks
	$(BIN)/python -m pytest --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg tests/golden/notebooks

# The engine's tests with the lowest and the newest versions of papermill, nbclient, ipykernel and IPython that are allowed.
engine-versions: setup
	$(BIN)/python -m tests.inprocess.engine_versions

# The pages are tested in a real browser: Debian's Chromium; axe-core comes in a wheel. ODK Validate needs Java.
browser:
	@command -v chromium >/dev/null && command -v java >/dev/null || { sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends \
	  chromium fonts-noto-core default-jre-headless; }

# The ways to make reports side by side, and the growth from 10 units to all 11,938 of a country: half an hour.
# Without ploomber-engine ("-": pip may fail) the benchmark leaves that way out and says so. See benchmarks/README.md.
bench: import country
	$(BIN)/python -m venv $(PLOOMBER)
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > $$(echo $(PLOOMBER)/lib/python3*/site-packages)/workbench.pth
	-$(PLOOMBER)/bin/python -m pip install --quiet --disable-pip-version-check 'ploomber-engine>=0.0.33'
	$(BIN)/python -m benchmarks all --country $(COUNTRY) --ploomber $(PLOOMBER)/bin/python

country: $(COUNTRY)/.ready

$(COUNTRY)/.ready: $(VENV)/.ready benchmarks/country.py benchmarks/offices.py
	rm -rf $(COUNTRY)
	$(BIN)/python -m benchmarks country $(COUNTRY)
	touch $@

clean:
	rm -rf $(VENV) outputs/$(CAMPAIGN) $(STORE)
