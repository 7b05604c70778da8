# The commands of this repository; `make help` lists them. Everything fetched lands in .deps/, everything built in build/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build test demo bench format lint fuzz clean

PYTHON := .deps/venv/bin/python
JOBS ?= $(shell nproc)
# Compilations are shared between the build trees.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */\1\t/' | expand -t 10
	@echo
	@echo "make demo DATA=FOLDER     load NYC taxi files (yellow_tripdata_*.csv) instead of flights"
	@echo "make demo DEMO_STOP=1     stop the demo's server at the end"
	@echo "make test SUITES=slt,unit run these suites only"

setup: ## install what is needed: packages, engine, S3 server, Python and Java drivers
	@tools/setup/setup.sh

build: setup ## compile the server to build/release/blueshift
	@cmake --preset release >/dev/null
	@cmake --build --preset release --parallel $(JOBS) --target blueshift

test: setup ## build everything and run every test
	@cmake --preset release >/dev/null
	@cmake --build --preset release --parallel $(JOBS)
	@$(PYTHON) tools/test/run.py --jobs $(JOBS) $(if $(SUITES),--suites $(SUITES))

demo: build ## load real flight data from S3 and query it with psql
	@$(PYTHON) tools/demo/run.py $(if $(DATA),--data $(DATA)) $(if $(DEMO_STOP),--stop)

bench: ## measure against DuckDB and PostgreSQL on this machine
	@tools/setup/setup.sh bench
	@cmake --preset release >/dev/null
	@cmake --build --preset release --parallel $(JOBS) --target blueshift
	@$(PYTHON) tests/bench/run.py

SOURCES = $$(git ls-files 'src/*.h' 'src/*.cpp' 'tests/*.cpp' 'tools/*.h' 'tools/*.cpp')

format: ## lay out every C++ file
	@tools/setup/setup.sh lint
	@clang-format-19 -i $(SOURCES)

lint: ## check layout, repository rules and clang-tidy's findings
	@tools/setup/setup.sh lint
	@clang-format-19 --dry-run --Werror $(SOURCES)
	@$(PYTHON) tools/tidy/tidy.py
	@cmake --preset fuzz >/dev/null
	@run-clang-tidy-19 -quiet -p build/fuzz -j $(JOBS) '$(CURDIR)/(src|tools|tests)/.*'

fuzz: ## feed mutated input to the parsers, FUZZ_SECONDS (60) each
	@tools/setup/setup.sh fuzz
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz --parallel $(JOBS) --target fuzzers
	@tests/fuzz/run.sh $(FUZZ_SECONDS)

clean: ## remove what was built; what was fetched stays
	@rm -rf build
