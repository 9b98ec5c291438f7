# make demo     crawl three invented sites over HTTP, archive them, build the feeds
# make test     every test
# make check    what CI asks besides: style, types, import walls, docs that are computed
# make bench    the measurements; SHARED=DIR names the folder with gold set and snapshots
#               (make bench-peers installs the extractors to compare with)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test check lint types walls docs docs-check bench bench-peers lock clean install install-dev
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile | head -5

# A stamp says for which lock an environment was made: a second run installs nothing.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run

install: $(VENV)/.run
install-dev: $(VENV)/.dev

demo: $(VENV)/.run
	$(BIN)/kjc demo

test: $(VENV)/.dev
	$(BIN)/pytest

check: lint types walls docs-check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

walls: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/cog -r README.md

docs-check: $(VENV)/.dev
	$(BIN)/cog --check README.md

bench: $(VENV)/.dev
	$(BIN)/python bench/all.py --shared $(SHARED)

# The peers bring libraries of their own, which are none of ours: they have their own environment.
bench-peers: .venv-bench/.peers

.venv-bench/.peers: requirements.lock bench/requirements.txt pyproject.toml | $(BIN)/python
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv-bench/bin/pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The locks hold versions and hashes, and no host: pip asks whichever registry it is set up for.
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade
lock: $(BIN)/python
	$(BIN)/pip install --quiet uv
	$(BIN)/$(COMPILE) pyproject.toml -o requirements.lock
	$(BIN)/$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .venv-bench build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
