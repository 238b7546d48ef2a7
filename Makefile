# The house's commands. Each sets up what it needs; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
CATALOGUES := $(wildcard src/comity/locale/*/LC_MESSAGES/*.po)

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.installed: requirements.lock pyproject.toml
	@bash .ci/python.sh
	@bash .ci/packages.sh
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.ready: .venv/.installed $(CATALOGUES)
	@for po in $(CATALOGUES); do $(PY) -m babel.messages.frontend compile -i $$po -o $${po%.po}.mo 2>/dev/null || exit 1; done
	@touch $@

setup: .venv/.ready ## set up the environment and the command .venv/bin/comity

run: .venv/.ready ## serve the worked consultations at a local address, with a sign-in link per role
	@$(PY) -m comity.config.serve

test: .venv/.ready ## set up and run every suite; a closing table names what could not run
	@$(PY) tests/suites.py

check: .venv/.ready ## style, types, imports, templates: seconds, before every commit
	@$(PY) tests/suites.py house

.venv/.bench: .venv/.ready bench/requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	@touch $@

bench: .venv/.bench ## measure each figure beside its bound; prints a table, writes bench/results.json
	@$(PY) -m bench

LOCKED = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

lock: .venv/.installed ## refresh the lock files (hashes, no addresses)
	@$(PY) -m pip install --quiet uv
	@.venv/bin/uv pip compile $(LOCKED) pyproject.toml --extra files --extra server --extra stamps --group dev --upgrade \
	  --output-file requirements.lock
	@.venv/bin/uv pip compile $(LOCKED) --group bench --constraint requirements.lock --upgrade \
	  --output-file bench/requirements.lock

.PHONY: help setup run test check bench lock
