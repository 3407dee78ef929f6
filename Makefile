# Two commands are all the set-up there is: `make run` and `make test`.
# A stamp file in .venv says which lock was installed, so a second run is quick.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet, pip keeps errors and leaves out its remarks on a computer's own settings.
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
# uv takes a third of pip's time. Where it cannot be had, or cannot reach what pip is set up
# to reach, pip installs the same.
INSTALL = install() { { test -x $(BIN)/uv && $(UV) "$$@"; } || $(PIP) "$$@"; }; install
IN_CHROMIUM := export EXPLORER_CHROMIUM="$$($(BIN)/python -m tools.chromium)" && test -n "$$EXPLORER_CHROMIUM" &&

# A process that may not keep what it compiled takes three seconds to start instead of one,
# and the tests start hundreds; images of containers often forbid it.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test quick thorough check library app browser ready chromium bench attack pictures relevance alignment samples words schema lock clean

help:  ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.stamp  ## Open the app on the ladder in ladder/
	@$(BIN)/ladder serve $(ARGS)

test: check library app browser  ## Check the code and run every test, in a real browser too

# The types are checked on one core, beside the tests of the core; the layers that start
# servers and browsers and wait for them have the machine to themselves.
ifneq ($(filter test,$(MAKECMDGOALS)),)
MAKEFLAGS += --jobs=2
app: | library
browser: | check app
endif

quick: check  ## An answer in 90 seconds: the checks, the core and each page once
	@$(BIN)/pytest tests/library tests/app/test_frame.py -n auto --hypothesis-profile=quick $(ARGS)

thorough: check  ## All tests, with those that `make test` leaves out and many more examples
	@$(BIN)/pytest tests/library tests/relevance tests/alignment tests/importing tests/app -n auto -m "" --hypothesis-profile=thorough $(ARGS)
	@$(IN_CHROMIUM) $(BIN)/pytest tests/browser -n 2 --dist loadgroup -m "" $(ARGS)

check: $(VENV)/dev.stamp  ## Lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

library: $(VENV)/dev.stamp  ## The core's tests: no Streamlit, no browser
	@$(BIN)/pytest tests/library tests/relevance tests/alignment tests/importing -n auto $(ARGS)

app: $(VENV)/dev.stamp  ## The pages' tests and a served app's, without a browser
	@$(BIN)/pytest tests/served tests/app -n auto --dist loadgroup $(ARGS)

browser: $(VENV)/dev.stamp  ## The visitors' stories in a real Chromium
	@$(IN_CHROMIUM) $(BIN)/pytest tests/browser -n 3 --dist loadgroup $(ARGS)

# For a fresh machine, with -j2: Chromium takes half a minute to install, and so do the
# packages. What goes wrong is said by the tests that need it.
ready: $(VENV)/dev.stamp chromium

chromium: | $(BIN)/python
	@$(BIN)/python -m tools.chromium >/dev/null 2>&1 || true
	@$(BIN)/python -m tools.nginx >/dev/null 2>&1 || true

bench: $(VENV)/dev.stamp  ## Measure the app and the search against others, as ratios
	@$(BIN)/python -m tools.bench_search
	@$(BIN)/python -m tools.bench_compare
	@$(BIN)/python -m tools.bench_health
	@$(BIN)/python -m tools.bench_import
	@$(BIN)/python -m tools.bench_storage
	@$(IN_CHROMIUM) $(BIN)/python -m tools.bench_site
	@$(IN_CHROMIUM) $(BIN)/python -m tools.bench_rating $(ARGS)
	@$(BIN)/python -m tools.bench_load $(ARGS)
	@$(BIN)/python -m tools.bench_rooms $(ARGS)
	@$(IN_CHROMIUM) $(BIN)/python -m tools.bench_pages $(ARGS)
	@$(IN_CHROMIUM) $(BIN)/python -m tools.bench $(ARGS)

attack: $(VENV)/dev.stamp  ## Attack a served app, and say what held and what gave way
	@export EXPLORER_CHROMIUM="$$($(BIN)/python -m tools.chromium)" && test -n "$$EXPLORER_CHROMIUM" && $(BIN)/python -m tools.attack $(ARGS)

pictures: $(VENV)/dev.stamp  ## Take the README's pictures from the running app
	@$(IN_CHROMIUM) $(BIN)/python -m tools.pictures $(ARGS)

relevance: $(VENV)/dev.stamp  ## How well the search ranks, against three others in one table
	@$(IN_CHROMIUM) $(BIN)/python -m tools.relevance

alignment: $(VENV)/dev.stamp  ## How well statements are paired, on labelled revisions and neighbours
	@$(BIN)/python -m tools.alignment $(ARGS)

samples: $(VENV)/dev.stamp  ## What the importer makes of real documents, where they are there
	@$(BIN)/python -m tools.samples $(ARGS)

words: $(VENV)/dev.stamp  ## Find the pages' words, and bring their catalogues up to date
	@$(BIN)/python -m tools.words

schema: $(VENV)/dev.stamp  ## Write the JSON Schemas of the ladder's files, for editors
	@$(BIN)/ladder schema --to ladder/schema

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade --extra build --extra pictures --extra postgresql

lock: $(VENV)/dev.stamp  ## Resolve the newest versions into the two lock files
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --extra dev pyproject.toml -o requirements-dev.lock

clean:  ## Remove the environment and everything that was made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Ladder Explorer needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies (once) ..."
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	@$(PIP) --require-hashes -r $(VENV)/uv.lock || echo "uv cannot be had here; pip installs the rest."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what the tests need (once) ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
