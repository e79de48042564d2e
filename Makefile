PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
COURSE := .

export OPENBLAS_NUM_THREADS ?= 1
# nbgrader calls alembic by name
export PATH := $(CURDIR)/$(BIN):$(PATH)

PYTHONS ?=

.PHONY: demo test lab report release bundles format lint mutants bench compat clean

demo: $(READY)            ## the whole cycle with a made-up class, in demo/
	$(BIN)/python -m helpers demo

.PHONY: check types
check: lint types         ## while you change something: all but the slow tests, and exercises with fewer seeds; minutes
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow" --seeds 5

test: lint types          ## everything that must hold, and which lines of helpers/ no fast test runs: counting doubles what it costs
	$(BIN)/python -m pytest --nbmake --nbmake-timeout=120 -n 2 notebooks
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow" --cov --cov-report=term --durations=15
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m slow --durations=15

lab: $(READY)             ## JupyterLab on what students receive; which runs here without its kit
	$(BIN)/jupyter lab --notebook-dir=release

report: $(READY)          ## the class report of a graded assignment: make report ASSIGNMENT=week3_planar_network [COURSE=demo]
	@cd $(COURSE) && $(CURDIR)/$(BIN)/python -m helpers report $(ASSIGNMENT) --csv reports/$(ASSIGNMENT).csv

release: $(READY)         ## make release/ anew from source/ and notebooks/
	$(BIN)/python -m helpers release

bundles: $(READY)         ## the release as zips to hand out, one a week and one of the lectures, in dist/
	$(BIN)/python -m helpers bundles

format: $(READY)          ## format code and notebooks, give every cell a readable id
	$(BIN)/python -m helpers.authoring.tidy_notebooks source notebooks
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(READY)
	$(BIN)/python -m helpers.authoring.tidy_notebooks --check source notebooks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)           ## do values have the types that the code says?
	$(BIN)/mypy

mutants: $(READY)         ## change every solution mechanically: do the hidden tests notice?
	$(BIN)/python -m helpers.authoring.mutants

bench: $(READY)           ## measured figures, side by side; more than an hour
	@for b in benchmarks/*.py; do $(BIN)/python $$b || exit 1; done

compat: $(READY)          ## what students receive on the oldest and the newest packages: make compat [PYTHONS="python3.11 python3.14"]
	$(BIN)/python -m compat --pythons $(PYTHONS)

clean:
	rm -rf $(VENV) demo

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@
