# The only list of tasks. Each one sets up by itself what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
MODEL := $(DATA)/models
export OCTAVO_DATA ?= $(DATA)

.PHONY: run test check eval bench model clean

run: $(VENV)/run.stamp $(MODEL)/tried.stamp ## the paper, on http://127.0.0.1:8000
	$(BIN)/octavo up

test: $(VENV)/dev.stamp ## the suite on SQLite, then on PostgreSQL
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m pytest -n 2 --postgres

check: $(VENV)/dev.stamp ## style, types, tiers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	OCTAVO_DATA=$$(mktemp -d) $(BIN)/mypy
	$(BIN)/lint-imports --no-cache

eval: $(VENV)/dev.stamp ## quality against evals/floors.json
	$(BIN)/python -m evals all

bench: $(VENV)/dev.stamp ## speed
	$(BIN)/python -m bench

model: ## try again to get the embedding model
	rm -f $(MODEL)/tried.stamp
	$(MAKE) $(MODEL)/tried.stamp

clean: ## caches, never data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/run.stamp

$(MODEL)/tried.stamp: src/octavo/engine/embed/carrier.lock src/octavo/engine/embed/build.py | $(VENV)/run.stamp
	mkdir -p -m 700 $(DATA) && mkdir -p $(MODEL)
	$(BIN)/python -m octavo.work.model $(MODEL)
	touch $@
