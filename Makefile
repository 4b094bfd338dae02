# One command sets up and runs the main job, one sets up and runs the tests.
# Needs Python 3.11 to 3.13 and a C compiler; everything else is installed into .venv.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# durable-rules is built from source; newer compilers need the name that Python 3.13 dropped.
export CPPFLAGS := -DPyEval_CallObject=PyObject_CallObject $(CPPFLAGS)

.PHONY: demo test check-code check-types check-imports check-rules check-tests fuzz bench bench-decide bench-portfolio bench-reviews bench-proofs figures golden clean

demo: $(VENV)/.installed
	$(BIN)/adieu review clients --policy rules --lang en --lang nl --lang fr --format md --format html --format json --out build/reports
	@for firm in accountant criminal-lawyer web-agency; do \
	  $(BIN)/adieu review clients/firms/$$firm --policy rules/firms/$$firm.yaml --lang en --lang nl --lang fr \
	    --format md --format html --format json --out build/reports || exit 1; \
	done
	@echo
	@echo "The reports are in build/reports, a client's as ID.en.html, ID.nl.html, ID.fr.html, .md and .json."
	@echo "Start with build/reports/brasserie-du-parc.en.html"

test: $(VENV)/.installed-test check-code check-types check-imports check-rules check-tests

check-code:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types:
	$(BIN)/mypy

check-imports:
	$(BIN)/lint-imports

check-rules:
	$(BIN)/adieu check rules
	@for policy in rules/firms/*.yaml; do $(BIN)/adieu check $$policy || exit 1; done

check-tests:
	$(BIN)/pytest -n auto

fuzz: $(VENV)/.installed-test
	$(BIN)/python tests/fuzz_engines.py --cases 100000

bench: bench-decide bench-portfolio bench-reviews

bench-reviews: $(VENV)/.installed-test
	$(BIN)/python bench/reviews.py

bench-decide: $(VENV)/.installed-bench
	$(BIN)/python bench/decide.py --out docs/bench.md

bench-portfolio: $(VENV)/.installed-bench
	$(BIN)/python bench/portfolio.py --out docs/bench.md

bench-proofs: $(VENV)/.installed-test
	$(BIN)/python bench/proofs.py

figures: $(VENV)/.installed-test
	$(BIN)/python bench/figures.py

golden: $(VENV)/.installed-test
	ADIEU_UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/test_examples.py tests/test_bad_input.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q engine
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q engine
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
