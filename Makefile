# Everything runs in .venv, which is made here from the lock files: Python 3.11 or newer and make are all it needs.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) pyproject.toml

# What is installed: all there is, what the demo needs, or what the bot needs. Whoever has more needs no less.
READY := .venv/.ready
DEMO := $(firstword $(wildcard $(READY)) .venv/.demo)
RUN := $(firstword $(wildcard $(READY) .venv/.demo) .venv/.run)

# There while .venv is made and filled: what finds it begins anew. A download that failed has changed nothing yet.
BEGUN := .venv/.begun
ANEW := $(if $(wildcard $(BEGUN)),anew)

# Modules that a full disk left half written are made anew.
WHOLE = $(BIN)/python -S tools/whole_bytecode.py .venv bot

# One more than there are cores: tests of whole processes wait a lot. Who has nothing left takes from the others.
WORKERS = $(shell $(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

# One line that counts the packages as they come.
COUNT = awk -v all=$$(grep -c '^[a-z].*==' $<) '/^(Collecting|Processing|Ignoring|Requirement) / { n++ } \
	/^Collecting / { printf "\r%-60s", "  " n " of " all ": " $$2; fflush() } \
	/^Installing / { unpacking = 1; printf "\r%-60s", "  " all " of " all ", unpacking ..."; fflush() } \
	/^failed$$/ { bad = 1 } END { print ""; if (bad && !unpacking) system("rm $(BEGUN)"); exit bad }'

.DEFAULT_GOAL := help
.PHONY: help anew demo pictures screenshots run test search check fix words places lock

help:
	@echo "make demo    try the bot in the browser, without Discord (RESET=1 begins again, PORT=n, ROADMAP=FILE)"
	@echo "make pictures draw every picture in every state into build/pictures, to look at"
	@echo "make screenshots take the pictures of README and docs anew, from the sandbox (needs a Chromium)"
	@echo "make run     run the bot on Discord; needs DISCORD_TOKEN, here or in .env"
	@echo "make test    run the tests (ARGS='-k streak' runs some of them)"
	@echo "make search  look for new failing examples of the property tests, for as long as it takes"
	@echo "make check   formatting, lint, types, import directions, the roadmap and its schema"
	@echo "make fix     format, and mend what can be mended by itself"
	@echo "make words   write the catalogue of everything the bot can say, for translators"
	@echo "make places  make the table of cities and time zones anew (docs/decisions/0024)"
	@echo "make lock    write the lock files anew from pyproject.toml (UPGRADE=1 takes the newest versions)"

# Each is made once, and again only when what is to be installed has changed.
.venv/.ready: requirements-dev.lock pyproject.toml $(ANEW)
.venv/.demo: requirements-demo.lock pyproject.toml $(ANEW)
.venv/.run: requirements.lock pyproject.toml $(ANEW)
.venv/.ready .venv/.demo .venv/.run:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Roadmate needs Python 3.11 or newer, and $(PYTHON) is not: make PYTHON=python3.13, for example." >&2; exit 1; }
	@test ! -e $(BEGUN) || { echo "The last installation did not come to its end: beginning anew."; rm -rf .venv; }
	@test ! -x $(BIN)/python || $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The Python in .venv is too old or gone: remove the folder .venv and try again." >&2; exit 1; }
	@test -x $(BIN)/pip || { echo "Making .venv ..."; mkdir -p .venv && touch $(BEGUN) && $(PYTHON) -m venv .venv; } || { rm -rf .venv; \
		echo "$(PYTHON) could not make .venv: on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@touch $(BEGUN)
	@echo "Installing the packages of $<, this once:"
	@{ $(PIP) install --progress-bar off --require-hashes -r $< 2>.venv/pip.log || { cat .venv/pip.log >&2; echo failed; } } \
		| $(COUNT)
	@$(PIP) -qq install --no-deps -e .
	@touch $@ && rm $(BEGUN)

demo: $(DEMO)
	@$(WHOLE)
	@$(BIN)/python -m bot sandbox $(if $(RESET),--reset) $(if $(PORT),--port $(PORT)) $(if $(ROADMAP),--roadmap $(ROADMAP))

pictures: $(DEMO)
	@$(WHOLE)
	@$(BIN)/python -m bot sandbox --pictures build/pictures

screenshots: $(READY)
	@$(WHOLE)
	@$(BIN)/python -m tools.screenshots

run: $(RUN)
	@$(WHOLE)
	@$(BIN)/python -m bot run

# Tests start the bot and themselves in many processes; each would compile all modules anew where none may be kept.
test: $(READY)
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

search: $(READY)
	@HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -q -n auto -m hypothesis $(ARGS)

check: $(READY)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet || { echo "Not formatted: make fix does it." >&2; exit 1; }
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m bot check roadmap.yaml
	@$(BIN)/python -m bot schema | diff docs/roadmap.schema.json - || { \
		echo "docs/roadmap.schema.json is old: python -m bot schema > docs/roadmap.schema.json" >&2; exit 1; }
	$(BIN)/python -m tools.prose
	@$(BIN)/python -m tools.sentences - | diff bot/words/sentences.pot - || { \
		echo "bot/words/sentences.pot is old: make words" >&2; exit 1; }

fix: $(READY)
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

words: $(READY)
	@$(BIN)/python -m tools.sentences

places: $(READY)
	@$(PIP) install --require-hashes -r requirements-places.lock
	@$(BIN)/python -m tools.make_places

lock: $(READY)
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra sandbox --output-file requirements-demo.lock
	$(COMPILE) --extra sandbox --extra test --extra check --output-file requirements-dev.lock
	$(COMPILE) --extra places --constraint requirements-dev.lock --output-file requirements-places.lock
