# Front door for people on Linux and macOS; README.md gives the same steps for PowerShell.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo "$$name"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help install install-dev demo serve test test-long bench lock clean

help:
	@echo "make demo        kør hele forløbet på eksempeldata"
	@echo "make serve       åbn siderne på http://127.0.0.1:8501"
	@echo "make test        alle prøver (installerer selv det, de bruger)"
	@echo "make bench       tidsmåling på landsdækkende data"
	@echo "make install     kun det, der skal til for at køre"
	@echo "make install-dev også det, der skal til for at prøve"

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Boligbarometer kræver Python 3.11, 3.12 eller 3.13: make PYTHON=/sti/til/python"; exit 2; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "Python mangler venv. På Debian: apt install python3-venv"; exit 2; }

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: install
	@$(BIN)/barometer demo

serve: install
	@$(BIN)/barometer dashboard

test: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

test-long: install-dev
	$(BIN)/python -m pytest -m "long or not long"

bench: install-dev
	$(BIN)/python -m benchmarks.ingest_national
	$(BIN)/python -m benchmarks.marts_national --also-tenth --also-example
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.quality_national

# The lock holds no address: it is resolved for Linux, macOS and Windows at once.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras -o requirements.lock
	uv pip compile pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras -o requirements-dev.lock

clean:
	rm -rf $(VENV)
