# `make reports` and `make test` set up all they need: Python 3.11 or newer, make, apt and the package index are enough.

# The machine's own Python where `python3` was built without optimisation, as pyenv does unless asked: that takes a sixth more time.
PYTHON ?= $(shell python3 -c "import sysconfig as s, sys; sys.exit('--enable-optimizations' not in s.get_config_var('CONFIG_ARGS'))" 2>/dev/null \
  && echo python3 || { /usr/bin/python3 -c "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo /usr/bin/python3; } || echo python3)
VENV := .venv
BIN := $(VENV)/bin
CAMPAIGNS := 2017-dot-1 2026-dot-1
STORE := outputs/inspection.db
COUNTRY := outputs/country-home
# An environment of its own over the workbench's: papermill loads every engine that is installed, and would load this one always.
PLOOMBER := outputs/bench/ploomber
# What fetches packages takes a fifth of pip's time; it lies apart from what the workbench needs.
UV := $(VENV)/uv/bin/uv
LOCK_OPTIONS = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet $(UPGRADE)
# Three workers more than cores, because tests wait for browsers and kernels: with two, a fifth of the processors' time was left
# over. A worker that has nothing left to do takes tests from another's end, so all are done at the same time.
PYTEST := $(BIN)/python -m pytest --numprocesses $(shell echo $$(( $$(nproc) + 3 ))) --dist worksteal

# Where the surroundings forbid it (containers often do), each process would compile the whole library from its source.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: reports lab setup import lint lint-python lint-js house check test compiled all-tests python-tests quick-tests trials engine-versions portable browser js js-build js-check bench country docs pictures wheel lock sbom licences clean

reports: setup import
	set -e; for campaign in $(CAMPAIGNS); do $(BIN)/inspection batch $$campaign; done

# The site-visit form and all notebooks, on this machine alone.
lab: setup
	$(BIN)/inspection lab

# Only files whose SHA-256 stands in a lock are installed. The workbench itself is built with the locked setuptools:
# build isolation would fetch one that nobody has checked. uv fetches side by side, but does not read pip's settings:
# where these name an index of their own (a mirror), or uv is not to be had or reaches nothing, pip does the same.
setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	! $(BIN)/python -m pip config list | grep -Eq "[.](no-)?index(-url)?=" && $(MAKE) --no-print-directory $(UV) && \
	  $(UV) pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes --requirement requirements.lock || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(UV): tools/uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target $(VENV)/uv --require-hashes --requirement tools/uv.lock
	touch $@

import: setup
	set -e; for campaign in $(CAMPAIGNS); do $(BIN)/inspection import $$campaign checklists/responses/$$campaign; done

lint: lint-python lint-js

lint-python: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.house
# Imported and not declared, or declared and not used: first of the library alone (what it needs must not be a tool of the
# tests), then of the whole checkout.
	$(BIN)/deptry inspection_lib --optional-dependencies-dev-groups bench,test
	$(BIN)/deptry inspection_lib benchmarks notebooks tests tools

lint-js: js
	npm run --silent lint

# Rooms, circles, long files and lines, modules without a test. docs/house.md has the limits.
house: setup
	$(BIN)/python -m tools.house

# What one runs before each commit: a minute at most.
check: lint
	$(PYTEST) -q -m "not slow"

# Side by side: what is fetched waits for the network, the tests wait for browsers and kernels, the checks of the code never wait.
# apt-get runs once at a time, so the browsers come before node.
test:
	@$(MAKE) --no-print-directory --jobs 2 BEFORE_NODE=browser all-tests lint

# All tests are imported once, while browsers are still fetched: the workers of a run would each compile them.
compiled: setup
	@said=$$($(BIN)/python -m pytest --collect-only --quiet 2>&1) || { printf '%s\n' "$$said"; exit 1; }

all-tests: python-tests quick-tests

python-tests: compiled js browser
	$(PYTEST)

quick-tests: setup js
	$(BIN)/inspection check checklists
	npm run --silent test

# The random trials in full length, with a new seed that is printed: some minutes. tests/trials.py says how to repeat one.
trials: setup browser
	$(PYTEST) --trials -m trial

# A choice of tests without what Windows lacks: fork, fcntl, resource, some signals; their children too. docs/platforms.md.
portable: setup
	$(BIN)/python -m tests.portable --without --numprocesses 2 -m "not slow"

# The engine's tests with the lowest and the newest versions of papermill, nbclient, ipykernel and IPython that are allowed.
engine-versions: setup
	$(BIN)/python -m tests.inprocess.engine_versions

# The pages are tested in real browsers: Debian's Chromium, and its Firefox where the two could differ. axe-core comes in a wheel.
# Chromium's headless shell is the same engine at half the processor time; without it the tests take Chromium.
# What Chromium prints is read with poppler. Official papers as PDF are set in Tinos (fonts-croscore).
# ODK Validate needs Java. LibreOffice writes tables for the test of their reader.
browser:
	@command -v chromium >/dev/null && command -v chromium-headless-shell >/dev/null && command -v firefox-esr >/dev/null && command -v java >/dev/null && command -v soffice >/dev/null && \
	  command -v pdftotext >/dev/null && fc-list : family | grep -q Tinos || { sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends \
	  chromium chromium-headless-shell firefox-esr fonts-noto-core fonts-croscore default-jre-headless libreoffice-calc poppler-utils; }

# The form's modules: checks, tests and bundles. Only this needs node (Debian's 18 will do); the bundles are checked in.
js: node_modules/.ready

node_modules/.ready: package.json package-lock.json | $(BEFORE_NODE)
	@command -v node >/dev/null && command -v npm >/dev/null || { sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends ca-certificates nodejs npm; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

js-build: js
	npm run --silent build
	npm run --silent build-page

js-check: js
	npm run --silent lint
	npm run --silent test

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

# The newest versions that pyproject.toml and the old lock allow, with the digests of all their files: those of other systems too.
# `make lock UPGRADE=--upgrade` takes newer versions, of uv too.
lock: $(UV)
	$(UV) pip compile pyproject.toml --extra test $(LOCK_OPTIONS) --no-emit-package inspection-workbench --output-file requirements.lock
	echo uv | $(UV) pip compile - $(LOCK_OPTIONS) --output-file tools/uv.lock

# The licences of all that is installed, and of what is inside of it: writes docs/licences.md, fails on the GPL in what users run.
licences: setup
	$(BIN)/python -m tools.licences

# What is installed, as a bill of materials (CycloneDX): dist/sbom.cdx.json.
sbom: setup
	$(BIN)/python -m tools.sbom dist/sbom.cdx.json

# The guide as a site that works offline: docs/site. A warning is an error: a broken link, a page in no list.
docs: setup
	rm -rf docs/site
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -c docs/guide -d outputs/guide -b html docs docs/site

# The guide's pictures, from the running product: docs/guide/pictures.
pictures: setup browser
	$(BIN)/python -m tools.guide_pictures

# The wheel that people install, with the guide. What an earlier build left in build/ would go into it, so that is removed before.
wheel: setup docs
	rm -rf build
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build

clean:
	rm -rf $(VENV) $(addprefix outputs/,$(CAMPAIGNS)) $(STORE)
