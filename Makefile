# Chores. `make demo` on a bare machine needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo install test check format docs bench pictures clean

demo: $(VENV)/.runtime
	@$(BIN)/wanshou demo

install: $(VENV)/.runtime

$(VENV)/.runtime: requirements.lock build.lock pyproject.toml
	@echo "Preparing (about half a minute, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "wanshou needs Python 3.11 or newer: make PYTHON=python3.11 demo"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock -r build.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-index --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: dev.lock $(VENV)/.runtime
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r dev.lock
	@touch $@

test: $(VENV)/.dev
	@$(BIN)/pytest -n 4 --dist loadfile

check: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q tests/house

format: $(VENV)/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(VENV)/.dev
	@$(BIN)/python -m docs.generate
	@$(BIN)/python -m docs.standards
	@$(BIN)/python -m docs.keys

bench: $(VENV)/.dev
	@$(BIN)/python -m bench

pictures: $(VENV)/.dev
	@$(BIN)/python docs/screenshots.py
	@$(BIN)/python -m docs.cast

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
