# Two commands do everything, set-up included: `make dashboard` and `make test`.
PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8501
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: dashboard test test-pages test-rest test-long bench speed lint format catalogue lock reference clean

dashboard: $(READY)  ## open the dashboard on http://HOST:PORT
	$(BIN)/pantau serve --host $(HOST) --port $(PORT)

test: $(READY) chromium lint  ## every check that fits into 25 minutes, two at a time
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-pages test-rest

test-pages: $(READY) chromium
	$(BIN)/pytest -m "browser and not long" -p no:cacheprovider

test-rest: $(READY)
	$(BIN)/pytest -m "not browser and not long" -p no:cacheprovider

test-long: $(READY) chromium  ## load, fuzzing, kills
	$(BIN)/pytest -m long

bench: $(READY) chromium  ## how fast the program is, as ratios of one run
	$(BIN)/pantau bench

speed: $(READY) chromium  ## the same, kept for README and the page Metodologi
	$(BIN)/pantau bench --json data/speed.json
	$(BIN)/python -m dashboard.bench.readme

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogue: $(READY)  ## bring the translation catalogue up to the messages in the code
	$(BIN)/python -m dashboard.locale.catalogue

lock: $(READY)  ## pin the newest allowed packages, with hashes
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --upgrade --quiet --output-file requirements.lock

reference: $(READY)  ## rebuild the reference tables and the map from their open packages
	$(BIN)/python -m dashboard.boundaries.reference
	$(BIN)/python -m dashboard.calendar_tables
	$(BIN)/pantau boundaries build

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -y -q python3-venv; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || \
		{ $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -y -q chromium; }
