# Everything works on a fresh machine: each target makes its own .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help ask index test check evaluate bench figures cold peers nearest postgres precision warm scale clean

help: ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "Python 3.11 or newer is needed" >&2; exit 2; }
	@echo "setting up $(VENV) (once, a minute or two)" >&2
	@"$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

ask: $(READY) ## Q="did Apple pause?": ask the articles
	@$(BIN)/footnote ask -- "$${Q:?say what to ask: make ask Q=\"did Apple pause?\"}"; status=$$?; [ $$status -le 1 ]

index: $(READY) ## bring the index up to date with corpus/articles
	@$(BIN)/footnote index

test: $(READY) ## all tests
	@$(BIN)/python -m pytest

check: $(READY) ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

evaluate: $(READY) ## QUESTIONS=file: how right the answers are
	@$(BIN)/footnote evaluate "$${QUESTIONS:-tests/seed-questions.jsonl}"

bench: figures peers warm postgres ## all of these four, an hour; rewrites the figures in README.md and docs/

figures: $(READY) ## speed and quality, ten minutes; rewrites their table
	@$(BIN)/python -m benchmarks

peers: $(READY) ## speed beside the peers alone, which are installed into .venv-peers
	@$(BIN)/python -m benchmarks.peers

nearest: $(READY) ## kinds of vector indexes side by side; rewrites table and picture
	@$(BIN)/python -m benchmarks.nearest

precision: $(READY) ## int8 beside fp32 on MultiHop-RAG and SciFact; rewrites the table
	@$(BIN)/python -m benchmarks.precision

cold: $(READY) ## where the milliseconds of a cold question go
	@$(BIN)/python -m benchmarks.cold

warm: $(READY) ## a warm question among 5 articles to 1,000,000 passages; rewrites the table
	@$(BIN)/python -m benchmarks.warm

postgres: $(READY) ## the index on PostgreSQL beside the local one, at up to 1,000,000 passages; rewrites docs/postgres.md
	@$(BIN)/python -m benchmarks.postgres

scale: $(READY) ## what the index costs at 1,000, 10,000 and 100,000 articles; rewrites table and picture
	@$(BIN)/python -m benchmarks.scale

clean: ## remove the index, the virtual environments, and what benchmarks keep
	@rm -rf $(VENV) .footnote .venv-peers .bench
