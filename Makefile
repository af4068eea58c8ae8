# One place for every command that people and CI run. Needs make and Python 3.11 or newer with venv.

PYTHON ?= python3
BIN := .venv/bin
LOCALE := bot/locale
MAKEFLAGS += --no-print-directory

# What is installed is named by the content of its requirements, so a changed file installs anew.
fingerprint = $(firstword $(shell sha256sum $(1)))
RUN := .venv/.run-$(call fingerprint,requirements/run.txt)
DEV := .venv/.dev-$(call fingerprint,requirements/dev.txt)
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement

# SAY reaches the shell through the environment, because it may hold quotes and dollar signs.
override SAY := $(value SAY)
export SAY

.PHONY: help try test check audit bench run words lock

help: ## list these words
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

try: $(RUN) ## play the main job in a local Discord and serve its page; SAY="/about" prints one answer
	@$(BIN)/python -m bot try $(if $(SAY),--say "$$SAY")

test: check ## everything that must hold before a change lands: make check, then the tests
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

check: $(DEV) ## records, format, lint, types and the template for translators, without the tests
	$(BIN)/python -m bot check
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	@rm -rf .cache/locale && mkdir -p .cache && cp -r $(LOCALE) .cache/locale
	@$(MAKE) words LOCALE=.cache/locale
	@diff -r -u -I '^"POT-Creation-Date' $(LOCALE) .cache/locale || \
		{ echo 'The sentences for translators have changed: run "make words".' >&2; exit 1; }

audit: $(DEV) ## look the pinned packages up among the known vulnerabilities
	@BIN=$(BIN) .ci/audit

bench: $(DEV) ## what Tern costs, beside a bare discord.py bot
	@$(BIN)/python -m benchmarks

run: $(RUN) ## connect to Discord; needs DISCORD_TOKEN, see .env.example
	@$(BIN)/python -m bot run

words: $(DEV) ## collect the sentences for translators, compile what they have translated
	@$(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml \
		--no-default-keywords --add-location=file --sort-by-file \
		-k t -k plural:1,2 -k N_ -k UserError -k locale_str \
		--project=Tern --header-comment="# The sentences of Tern, for translators." \
		--output-file=$(LOCALE)/tern.pot bot templates/website
ifneq ($(wildcard bot/locale/*/LC_MESSAGES/tern.po),)
	@$(BIN)/pybabel --quiet update --domain=tern --input-file=$(LOCALE)/tern.pot \
		--output-dir=$(LOCALE) --ignore-pot-creation-date --no-fuzzy-matching
	@$(BIN)/pybabel --quiet compile --domain=tern --directory=$(LOCALE)
endif

# One resolution for all three files: the two smaller ones are held to what the largest found.
UV = $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-header --no-annotate
lock: $(DEV) ## pin the dependencies of pyproject.toml, with hashes; UPGRADE=1 takes newer ones
	$(UV) $(if $(UPGRADE),--upgrade) --all-extras --group dev -o requirements/dev.txt
	$(UV) --constraint requirements/dev.txt --all-extras -o requirements/server.txt
	$(UV) --constraint requirements/dev.txt -o requirements/run.txt

# A virtual environment that could not be finished has no pip, and is begun again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Tern needs Python 3.11.")'
	@$(PYTHON) -m venv --clear .venv >&2

$(RUN): | $(BIN)/pip
	@echo 'Installing what Tern needs into .venv; this happens once.' >&2
	@$(INSTALL) requirements/run.txt >&2
	@rm -f .venv/.run-* && touch $@

$(DEV): | $(BIN)/pip
	@echo 'Installing what Tern and its tests need into .venv; this happens once.' >&2
	@$(INSTALL) requirements/dev.txt >&2
	@rm -f .venv/.dev-* .venv/.run-* && touch $@ $(RUN)
