# Partner Tracker: every target sets up what it needs, on a fresh machine too. `make help` lists them.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
CODE := $(wildcard partnertracker tests benchmarks)
# no screen needed, and a locale that every container has: Qt warns about plain "C"
OFFSCREEN := LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
DEMO := build/demo.sqlite3

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install run demo test screenshots bench build format lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

install: $(INSTALLED) ## set up .venv and the system libraries, nothing else
	@.ci/system-packages run

run: install ## open the window, on FILE=… if given
	$(PY) -m partnertracker $(if $(FILE),"$(FILE)")

demo: install $(DEMO) ## open the window on made-up data
	$(PY) -m partnertracker $(DEMO)

$(DEMO): | $(INSTALLED)
	@mkdir -p build
	$(PY) -m partnertracker demo $(DEMO)

test: $(INSTALLED) ## every check and every test; TESTS="tests/domain -k money" narrows them
	@.ci/system-packages test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy $(CODE)
	$(VENV)/bin/lint-imports --no-logo
	$(OFFSCREEN) $(PY) -m pytest -n auto $(TESTS)

screenshots: $(INSTALLED) ## draw every view into build/screenshots/
	@.ci/system-packages test
	@mkdir -p build/screenshots
	$(OFFSCREEN) $(PY) -m tests.screenshots

bench: $(INSTALLED) ## measure speed, with ARGS=… if given
	@.ci/system-packages test
	$(OFFSCREEN) $(PY) -m benchmarks $(ARGS)

build: $(INSTALLED) ## the program as a folder, dist/partnertracker, and its own smoke test
	@.ci/system-packages build
	$(PY) -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller build.spec
	$(OFFSCREEN) dist/partnertracker/partnertracker --smoke

format: $(INSTALLED) ## bring the code into shape
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

lock: $(INSTALLED) ## write requirements.txt anew from pyproject.toml; UPGRADE=1 takes newer versions
	$(PY) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --extra dev pyproject.toml --output-file requirements.txt

clean: ## remove what was built and cached, but not .venv
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's Python may come without ensurepip: then the pip at hand puts one into the new environment.
$(PY):
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "Partner Tracker needs Python 3.11 or newer: say which one with make PYTHON=python3.12 …" >&2; exit 1; }
	@.ci/system-packages run
	@if $(PYTHON) -c "import ensurepip" 2>/dev/null; then \
		$(PYTHON) -m venv --clear $(VENV); \
	else \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(PY) install --quiet pip; \
	fi

# The lock holds the build backend too, so that nothing outside it is ever installed.
$(INSTALLED): requirements.txt pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --require-hashes --requirement requirements.txt
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
