# The everyday commands. They need Python 3.11 or newer (with venv and pip) and make, nothing else.

.DEFAULT_GOAL := help
.NOTPARALLEL: # the pieces share .venv; make -j is safe, not faster
.PHONY: help install demo plan test check format lint types imports locked soak bench pictures words lock clean

export PYTHON
unexport PYTHONHOME PYTHONPATH

BIN := .venv/bin
# A third of the time tests wait, for a database or a process: one more than there are cores.
WORKERS ?= 3
ARGS ?=
PLAN_SECONDS ?= 20
CATALOGUE := web/translations/de/LC_MESSAGES/messages.po
# Where the public benchmarks lie, which are not in the tree, and which of Curtois' to solve.
SHARED ?= ../shared
CURTOIS ?= 1 2 3 5 7 8 10 12
# The tool that writes the lock file. It is not needed to install from it.
UV_VERSION := 0.13.9
UPGRADE ?=

help: ## List these targets (the default)
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS=: read -r name text; do printf '  make %-8s%s\n' "$$name" "$$text"; done

install: ## Make .venv with .venv/bin/oncall; quick when nothing changed
	@sh requirements/install.sh

demo: install ## Draft and publish six weeks for an invented firm, serve its pages, let its phones ring, until Ctrl-C
	$(BIN)/oncall demo $(ARGS)

plan: install ## Plan six weeks over Christmas for the firm in data/demo, and check the rota
	@mkdir -p var/demo
	$(BIN)/oncall plan data/demo --from 2026-12-07 --weeks 6 --seconds $(PLAN_SECONDS) \
		--out var/demo/rota.csv --report var/demo/report.json || [ $$? -eq 3 ]
	$(BIN)/oncall check data/demo var/demo/rota.csv --from 2026-12-07 --weeks 6 \
		> var/demo/check.txt || [ $$? -eq 3 ]

test: install ## Run the tests; ARGS="-k rest" runs some of them
	$(BIN)/python -m pytest -q -n $(WORKERS) $(ARGS)

check: format lint types imports locked ## Check format, style, types, imports between packages, lock file

format: install
	$(BIN)/ruff format --check .

lint: install
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

locked: install
	$(BIN)/python requirements/check_lock.py

soak: install ## What needs real waiting: the database gone, a full disk, every minute of ten years; half an hour
	$(BIN)/python -m pytest -q -n 0 -s -o python_files='soak_*.py' tests/soak $(ARGS)

bench: install ## Take the measurements of docs/benchmarks.md: a quarter of an hour, with nothing else running
	$(BIN)/oncall bench rota
	$(BIN)/oncall bench web
	$(BIN)/oncall bench pages
	$(BIN)/oncall bench hotline
	$(BIN)/oncall bench clocks
	$(BIN)/oncall bench proof
	@if [ -d $(SHARED)/curtois ]; then set -x; $(BIN)/oncall bench curtois \
		$(CURTOIS:%=$(SHARED)/curtois/Instance%.txt); \
		else echo "skipped: bench curtois, for want of $(SHARED)/curtois"; fi
	@if [ -d $(SHARED)/oncall-rostering ]; then set -x; $(BIN)/oncall bench mzn \
		$(sort $(wildcard $(SHARED)/oncall-rostering/*.dzn)); \
		else echo "skipped: bench mzn, for want of $(SHARED)/oncall-rostering"; fi

pictures: plan ## Draw the pictures of docs/ again, from the demo; those of pages need a Chromium
	$(BIN)/python docs/pictures/fairness.py data/demo var/demo/rota.csv 2026-12-07 6 \
		> var/demo/fairness.svg
	@mv var/demo/fairness.svg docs/pictures/fairness.svg
	$(BIN)/python docs/pictures/pages.py docs/pictures

words: install ## Bring the German catalogue up to date with the texts; translate what is new by hand
	@mkdir -p var
	$(BIN)/pybabel -q extract -F web/translations/babel.cfg -k Sentence --add-location=file --no-wrap \
		-o var/messages.pot .
	$(BIN)/pybabel -q update -i var/messages.pot -d web/translations -l de --no-wrap \
		--ignore-obsolete --no-fuzzy-matching
	@sed -i.bak -E '/^"(POT-Creation-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team):/d' $(CATALOGUE) \
		&& rm $(CATALOGUE).bak

lock: install ## Bring the lock file up to date with pyproject.toml; UPGRADE=--upgrade for newer packages
	$(BIN)/python -m pip --disable-pip-version-check install --quiet uv==$(UV_VERSION)
	$(BIN)/uv pip compile --universal --generate-hashes --group dev pyproject.toml \
		-o requirements/lock.txt --python-version 3.11 --quiet $(UPGRADE)

clean: ## Remove .venv and all caches; your own files stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist var/demo
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
