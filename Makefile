# What each target does is told by `make help`. Every target sets up what it needs.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PYTHON ?= python3
JOBS ?= 1
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
JENA := build/jena/.installed
RAY := build/ray/.installed
COMUNICA := build/comunica/.installed

SEEDS := $(wildcard seeds/*.txt)
CODE := $(shell find loader -type f -not -name '*.pyc')
TERMS := $(wildcard ontology/*) $(shell find shapes -type f)
PAGES := README.md $(addprefix docs/,index.md queries.md records.md reading.md figures.md)
EXAMPLE := docs/example/articles.jsonl

.PHONY: help graph test test-full validate check lint types docs docs-check docs-site site bench lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

graph: build/graph.ttl ## the seed articles as a validated graph: build/graph.ttl, with build/report.json

build/graph.ttl: $(INSTALLED) $(SEEDS) $(CODE) $(TERMS)
	@mkdir -p build
	$(BIN)/communique build seeds -o $@ --report build/report.json --jobs $(JOBS)
	@touch $@

validate: build/graph.ttl ## the built graph against the shapes, and its evidence against the articles
	$(BIN)/communique validate build/graph.ttl
	$(BIN)/communique verify build/graph.ttl seeds

test: $(INSTALLED) ## the tests that need nothing but Python
	$(BIN)/pytest

test-full: $(INSTALLED) $(JENA) $(RAY) $(COMUNICA) ## all tests, those against other RDF engines, servers and a reasoner too
	COMMUNIQUE_TEST_FULL=1 $(BIN)/pytest

check: lint types docs-check test ## lint, types, generated pages, tests

docs: $(INSTALLED) build/graph.ttl build/example.ttl ## write the generated pages anew, with real output of the commands that they show
	$(BIN)/python scripts/ontology_docs.py
	$(BIN)/python scripts/model_diagram.py
	$(BIN)/python scripts/jsonld_context.py
	PYTHONPATH=. $(BIN)/cog -r -P $(PAGES)

docs-check: $(INSTALLED) build/graph.ttl build/example.ttl docs-site ## fail if a generated page is out of date or a link broken
	$(BIN)/python scripts/ontology_docs.py --check
	$(BIN)/python scripts/model_diagram.py --check
	$(BIN)/python scripts/jsonld_context.py --check
	PYTHONPATH=. $(BIN)/cog --check --diff -P $(PAGES)

docs-site: $(INSTALLED) ## the pages of docs/ as a site that needs no network: build/docs/index.html
	$(BIN)/zensical build --strict --clean

site: build/graph.ttl ## the seed articles and their graph as pages to read: build/reading/index.html
	$(BIN)/communique site build/graph.ttl seeds -o build/reading

build/example.ttl: $(INSTALLED) $(EXAMPLE) $(CODE) $(TERMS)
	@mkdir -p build
	$(BIN)/communique build $(EXAMPLE) -o $@ --report build/example.json -q
	@touch $@

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

bench: $(INSTALLED) ## our cost beside bare spaCy's, that of validation, and writing beside rdflib: 5 minutes
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_validation.py
	$(BIN)/python scripts/bench_stores.py

lock: $(INSTALLED) ## pin what pyproject.toml asks for, anew
	$(BIN)/uv pip compile pyproject.toml --extra model --extra fast --extra formats --extra dev --universal --no-annotate --generate-hashes --no-header --quiet -o requirements.lock

$(INSTALLED): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Packages that only the full tests need, each set apart from the environment.
build/%/.installed: tests/%.txt $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target build/$* -r tests/$*.txt
	@touch $@

$(COMUNICA): tests/comunica/package.json tests/comunica/package-lock.json
	@mkdir -p build/comunica
	cp $^ build/comunica
	npm ci --prefix build/comunica --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean: ## remove what was built (the environment stays)
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find loader tests -name __pycache__ -prune -exec rm -rf {} +
