# The locks hold every version and hash; a stamp in .venv says which lock it was made from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-stamp
DEV := $(VENV)/.dev-stamp
LOCK := --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet
EXTRAS := --extra html --extra feeds --extra warc --extra zstd
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help build test check bench fuzz docs screenshots lock browser clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 16

build: $(RUN) ## set up .venv, then build data/raw into data/processed and reports/
	$(BIN)/timeline build

test: $(DEV) ## set up .venv, then run the tests
	$(BIN)/python -m pytest

check: $(DEV) ## format, lint, types and tests
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/ruff check src tests bench tools
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(DEV) ## measure speed and memory, as ratios within one run
	$(BIN)/python -m bench

fuzz: $(DEV) ## read 100,000 inputs that were spoilt at random, and find times and events in them
	$(BIN)/python -m tests.fuzz

docs: $(DEV) ## write docs/rules/*.md from the rules and their corpora
	$(BIN)/python tools/rules.py

screenshots: $(DEV) ## take the pictures of the report that docs/ and README.md show
	$(BIN)/python tools/screenshots.py

lock: $(DEV) ## resolve the dependencies anew and write requirements/*.txt
	$(BIN)/uv pip compile pyproject.toml --group build $(EXTRAS) $(LOCK) --output-file requirements/run.txt
	$(BIN)/uv pip compile --group dev --constraint requirements/run.txt $(LOCK) --output-file requirements/dev.txt

browser: ## install the Chromium that the browser tests drive (Debian or Ubuntu, as root)
	apt-get update && apt-get install -y --no-install-recommends chromium

clean: ## remove .venv, caches and what a build wrote
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache reports/*.html reports/pages
	find data/processed -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "timeline needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install --require-hashes --no-deps -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@touch $@
