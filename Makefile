# What a person types: make run, make test, make check, make bench, make bench-search,
# make bench-pages, make lighthouse. Each installs what it needs.

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
HOME_OF_RUN := var-rehearsal
# A file of tests stays with one process: what its tests share is made once. In the order of their
# names: by the number of their tests the slowest would come last, and most processes wait.
# One process more than most machines have cores: some tests wait for what they started.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test test-real check bench bench-search bench-pages lighthouse lock clean

# -- what a person types

run: .venv/.run
	@LIAISON_HOME=$${LIAISON_HOME:-$(HOME_OF_RUN)} $(BIN)/python -m liaison.config.rehearsed_site

test: .venv/.dev
	$(BIN)/python -m tests.prepare
	$(PYTEST) -m "not real"
	$(PYTEST) --ds=liaison.config.settings.workspace tests/workspace
	LIAISON_KILLS=1 $(BIN)/python -m tests.on_postgresql $(subst $(BIN)/python,,$(PYTEST)) -m "not real and not browser"

test-real: .venv/.dev
	$(BIN)/python -m tests.prepare
	$(PYTEST) -m real

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.checks

bench: .venv/.dev
	$(BIN)/python -m liaison.measure.bench $(BENCH)

bench-search: .venv/.dev
	$(BIN)/python -m liaison.measure.bench_search $(BENCH)

bench-pages: .venv/.dev
	$(BIN)/python -m liaison.measure.bench_pages $(BENCH)

lighthouse: .venv/.dev var/lighthouse/.installed
	$(BIN)/python -m tests.prepare
	$(BIN)/python -m tests.lighthouse $(BENCH)

# -- what they stand on

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.run: requirements.lock pyproject.toml | .venv/bin/uv
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps -e .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

# Needs Node.js 18.16 or later, and npm.
var/lighthouse/.installed: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund
	touch $@

lock: .venv/bin/uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --group dev \
		--custom-compile-command "make lock" pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
