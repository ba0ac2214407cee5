# Waypost. `make run` and `make test` need python3 (with venv) and make, nothing else; `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
PROCESSES ?= 2
DATA := $(or $(WAYPOST_DATA_DIR),var)
BIN := .venv/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
DONE := .venv/done
STAMPS := $(DATA)/done
NPM := $(shell command -v npm 2>/dev/null || echo $(BIN)/npm)

SOURCES_OF_ASSETS := package.json package-lock.json $(shell find static/scss static/js static/assets.mjs -type f 2>/dev/null)
TAXONOMIES := $(shell find seeds/taxonomy -type f)
PLACES := $(shell find seeds/places -type f 2>/dev/null)
DEMO := $(shell find seeds/demo seeds/areas -type f)

.PHONY: help run ready assets test tests lint bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: ## install what is missing, load the demonstration, serve on http://127.0.0.1:8000
	@$(MAKE) --no-print-directory --jobs=2 ready
	@PORT=$(PORT) exec deploy/serve $(BIN)

ready: $(STAMPS)/index $(DONE)/assets

$(DONE)/uv: deploy/locks/installer.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the installer…"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(DONE) && touch $@

$(DONE)/run: requirements.lock pyproject.toml $(DONE)/uv
	@echo "Installing libraries…"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@# Compiled here, so that every start is quick even where Python may not write; and quietly, as Whoosh 2.7.4 makes it warn.
	@$(BIN)/python -W ignore -m compileall -q -j 0 "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" || true
	@touch $@

$(DONE)/dev: deploy/locks/dev.lock $(DONE)/run
	@echo "Installing tools for tests…"
	@$(INSTALL) --require-hashes -r deploy/locks/dev.lock
	@touch $@

$(DONE)/npm: package-lock.json deploy/locks/node.lock $(DONE)/uv
	@command -v npm >/dev/null 2>&1 || { echo "Installing Node…"; $(INSTALL) --require-hashes -r deploy/locks/node.lock; }
	@echo "Installing front-end parts…"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(NPM) ci --ignore-scripts --silent --no-audit --no-fund
	@touch $@

assets: $(DONE)/assets ## build styles and scripts
$(DONE)/assets: $(SOURCES_OF_ASSETS) $(DONE)/npm
	@echo "Building styles and scripts…"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(NPM) run --silent build
	@touch $@

$(STAMPS)/database: migrations/HEAD $(DONE)/run
	@mkdir -p $(STAMPS)
	@$(BIN)/waypost database upgrade
	@touch $@

$(STAMPS)/taxonomies: $(TAXONOMIES) $(STAMPS)/database
	@$(BIN)/waypost taxonomy load
	@touch $@

$(STAMPS)/places: $(PLACES) $(STAMPS)/database
	@$(BIN)/waypost places load
	@touch $@

$(STAMPS)/demo: $(DEMO) $(STAMPS)/taxonomies $(STAMPS)/places
	@$(BIN)/waypost demo load
	@touch $@

$(STAMPS)/index: $(STAMPS)/demo
	@$(BIN)/waypost reindex
	@touch $@

test: $(DONE)/dev $(DONE)/assets ## style, types, layers and every test that can run here; says what it left out
	@$(MAKE) --no-print-directory --jobs=2 lint tests

tests:
	@$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal -q

lint: $(DONE)/dev ## style, types and layers only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint --quiet --lint templates

$(DONE)/bench: deploy/locks/bench.lock $(DONE)/dev
	@echo "Installing the peers of benchmarks…"
	@$(INSTALL) --require-hashes -r deploy/locks/bench.lock
	@touch $@

bench: $(DONE)/bench $(STAMPS)/index $(DONE)/assets ## measure the claims in docs/performance.md
	@$(BIN)/python -m benchmarks

lock: $(DONE)/uv ## write the lock files again after a change in pyproject.toml
	@deploy/lock $(BIN)/uv

clean: ## remove what was built and installed; the data in var/ stays
	@rm -rf .venv node_modules static/build
