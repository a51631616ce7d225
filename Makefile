# Needs python 3.11 or later with pip, and make. Everything else comes into .venv.
.DEFAULT_GOAL := help
.PHONY: help venv demo test crash adversarial bench check format lint types contracts tidy docs pages lock

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# The tests start hundreds of processes: what one has compiled, the next must find, whatever this shell says of it.
unexport PYTHONDONTWRITEBYTECODE

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(VENV)/.ready ## install everything, at the locked versions, into .venv

demo: $(VENV)/.ready ## start three fictional nodes on this machine
	@$(BIN)/detente demo

test: $(VENV)/.ready ## run the tests
	@$(BIN)/pytest

bench: $(VENV)/.ready ## measure an exchange beside its bound, and pages and searches at a million messages
	@$(BIN)/python -m bench --json build/bench.json
	@$(BIN)/python -m bench.suspension --json build/bench-suspension.json
	@$(BIN)/python -m bench.pages --json build/bench-pages.json

crash: $(VENV)/.ready ## let a node die at every seam of a scripted exchange, and write the report (an hour)
	@$(BIN)/python -m tests.crash.run --report docs/reference/crash-report.md

adversarial: $(VENV)/.ready ## play each attack of the protocol report, with its guard and without it, and print what came of it
	@$(BIN)/python -m tests.adversarial.run

check: format lint types contracts docs ## format, lint, types, contracts between rooms, docs

format: $(VENV)/.ready
	@$(BIN)/ruff format --check .

lint: $(VENV)/.ready
	@$(BIN)/ruff check .

types: $(VENV)/.ready
	@$(BIN)/mypy

contracts: $(VENV)/.ready
	@$(BIN)/lint-imports --no-logo

tidy: $(VENV)/.ready ## format in place, sort imports, mend what can be mended by itself
	@$(BIN)/ruff check -q --fix-only .
	@$(BIN)/ruff format .

pages: $(VENV)/.ready ## draw the pages of the reference that come from tables: dialogues, roles, deadlines
	@$(BIN)/python -m tests.cases.draw

docs: $(VENV)/.ready ## run the examples in the docs, check that each thing has its page
	@$(BIN)/pytest -q -n 0 docs tests/house/test_docs.py

lock: $(BIN)/python ## resolve the dependencies anew and write both lock files
	@test -x $(BIN)/uv || $(BIN)/python -m pip install -qq uv==$(UV_VERSION)
	$(BIN)/uv lock
	$(BIN)/uv export -q --frozen --no-header --no-emit-project --all-extras --all-groups -o requirements.lock

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Détente needs python 3.11 or later with venv; name one with PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

# Where a site refuses uv, pip installs the same versions, checked against the same hashes. --no-deps because the lock
# is complete already, and because pip would add again what [tool.uv] overrides.
$(VENV)/.ready: $(BIN)/python pyproject.toml uv.lock requirements.lock
	@if { test -x $(BIN)/uv || $(BIN)/python -m pip install -qq uv==$(UV_VERSION); } \
		&& UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync -q --frozen; then :; \
	else \
		echo "uv could not install; pip does, from requirements.lock" >&2; \
		$(BIN)/python -m pip install -q --require-hashes --no-deps -r requirements.lock \
		&& $(BIN)/python -m pip install -q --no-deps -e .; \
	fi
	@touch $@
