# make demo    read the example articles
# make test    everything: style, types, imports and all tests
# make check   the quick part of it: style, types, imports, tests of the data
# make bench   the figures of docs/benchmarks.md
# make compiled  turn the rooms where the time goes into C (two minutes; needs a C compiler), so that reading takes less time
# make docs    write the README's example, docs/coverage.md and docs/attribution.md anew, check that documentation and program agree
# Each makes its own environment in .venv first. Python 3.11 or later; PYTHON=python3.12 chooses another.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHELL := /bin/sh

.DEFAULT_GOAL := help
.PHONY: help demo test check rules bench compiled docs clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "detente needs Python 3.11 or later as $(PYTHON); install it, or name another: make PYTHON=python3.12" >&2; exit 2; }
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get -qq update && apt-get -qq install -y python3-venv; \
	  else echo "Python's venv module is missing; install it, e.g. apt-get install python3-venv" >&2; exit 2; fi; fi
	@echo "making $(VENV) ..."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/python bench/demo.py

# PostgreSQL lets the ledger's tests run on it too, Java and PySpark those of shards on Spark, Chromium tries the pages; without them they skip and say so
test: rules
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
	  echo "installing postgresql for the tests ..."; apt-get -qq update && apt-get -qq install -y postgresql >/dev/null || true; fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v java >/dev/null; then \
	  echo "installing Java for the tests ..."; apt-get -qq update && apt-get -qq install -y openjdk-17-jre-headless >/dev/null || true; fi
	@if command -v java >/dev/null && ! $(BIN)/python -c 'import pyspark' 2>/dev/null; then \
	  echo "installing PySpark for the tests ..."; $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[spark]' || true; fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null 2>&1; then \
	  echo "installing chromium for the tests ..."; apt-get -qq update && apt-get -qq install -y chromium >/dev/null || true; fi
	@$(BIN)/python -m pytest -q

check: rules
	@$(BIN)/python -m pytest -q tests/test_house.py tests/language

rules: $(READY)
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports >/dev/null || $(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python bench/claims.py examples/en examples/id
	@$(BIN)/python bench/agreement.py --quiet
	@$(BIN)/python bench/copies.py
	@$(BIN)/python bench/assembly.py
	@$(BIN)/python bench/speed.py

compiled: $(READY)
	@$(BIN)/python compile.py

docs: $(READY)
	@$(BIN)/python bench/readme.py
	@$(BIN)/python bench/coverage.py --write
	@$(BIN)/python bench/probes_page.py --write
	@$(BIN)/python -m pytest -q tests/test_house.py -k docs

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build src/detente/native
