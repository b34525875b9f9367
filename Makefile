# Broadsheet: `make` lists what can be made.
#
# Everything works on a machine with Python 3.11+, git and make: the first target that needs an environment
# makes it in .venv from requirements.lock (hashes checked, wheels only).

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FORMS := $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

.DEFAULT_GOAL := help
.PHONY: help setup site serve test check format lock golden schemas screenshots clean \
  bench bench-claims bench-cleaning bench-names bench-fields bench-stories bench-search bench-export fuzz lighthouse \
  check-exports learn-cleaning bench-limits bench-hostile bench-serve bench-kills

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make the environment in .venv (done by the others when needed; about 1 GB)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Broadsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

GENERATOR ?= mkdocs

site: $(READY) ## build the site into build/site/ (GENERATOR=zensical: with the other generator)
	$(BIN)/broadsheet build --generator $(GENERATOR)

serve: $(READY) ## show the site on http://127.0.0.1:8000/, rebuilt on every change
	$(BIN)/broadsheet serve

test: $(READY) ## run all tests, those in the browser and of other people's readers too (about ten minutes)
	$(BIN)/python scripts/find_chromium.py --install
	$(BIN)/python -m pytest -n 2
	@$(MAKE) --no-print-directory check-exports

check: $(READY) ## format, lint, types and the corpus
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/broadsheet check
	$(BIN)/zizmor --quiet --offline .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(FORMS)
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

format: $(READY) ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: $(READY) ## write the JSON Schemas of what people write anew into schemas/
	$(BIN)/broadsheet schemas

screenshots: $(READY) ## take pictures of the built site into build/screenshots/
	$(BIN)/python scripts/find_chromium.py --install
	$(BIN)/python benchmarks/screenshots.py

golden: $(READY) ## write the expected files of tests/sites/ anew, to be read in the diff
	$(BIN)/python -m pytest tests/test_golden.py --golden

lock: $(READY) ## resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-emit-find-links --upgrade --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-emit-find-links --upgrade --extra parquet pyproject.toml \
	  tests/export_readers/requirements.in -o tests/export_readers/requirements.lock

# Labelled data are no part of this repository: BENCH names the folder that has bench/score.py and data/.
BENCH ?= ../shared

bench: $(READY) ## measure cost against size, every stage, beside MkDocs
	$(BIN)/python benchmarks/scale.py $(BENCH)/data/scale

bench-claims: $(READY) ## measure statements (BENCH=folder with bench/ and data/)
	BENCH=$(BENCH) $(BIN)/python benchmarks/claims.py

bench-cleaning: $(READY) ## measure cleaning, beside trafilatura where it can be installed
	test -x build/peers/bin/python || $(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet trafilatura lxml_html_clean || true
	$(BIN)/python benchmarks/cleaning.py $(BENCH) --trafilatura build/peers/bin/python \
	  --held-out build/cleaning-held-out.json

learn-cleaning: $(READY) ## score cleaning on sites that nothing was learnt from
	test -x build/learn/bin/python || $(PYTHON) -m venv build/learn
	build/learn/bin/python -m pip install --quiet scikit-learn pyyaml pydantic-core
	OMP_NUM_THREADS=1 build/learn/bin/python benchmarks/cleaning_train.py \
	  $(BENCH)/data/cleaning/aeb.jsonl.gz $(BENCH)/data/cleaning/wcxb_dev.jsonl.gz

bench-names: $(READY) ## measure names
	$(BIN)/python benchmarks/names.py $(BENCH)/data/names/dev

bench-fields: $(READY) ## measure headline, writer and day of pages
	$(BIN)/python benchmarks/fields.py $(BENCH)/data/cleaning/wcxb_dev.jsonl.gz

bench-stories: $(READY) ## measure families and stories
	$(BIN)/python benchmarks/families.py $(BENCH)/data/wikinews/wikinews.jsonl.gz \
	  --time $(BENCH)/data/scale/reuters.jsonl.gz
	$(BIN)/python benchmarks/stories.py $(BENCH)/data/families/events.jsonl.gz

bench-search: $(READY) ## measure search
	$(BIN)/python benchmarks/search_ranking.py $(BENCH)/data/scale/reuters.jsonl.gz 10000
	mkdir -p build/ir && for set in $(BENCH)/data/ir/*.tar.xz; do tar -xJf $$set -C build/ir; done
	$(BIN)/python benchmarks/search_relevance.py build/ir
	test -x build/pagefind/bin/python || ($(PYTHON) -m venv build/pagefind \
	  && build/pagefind/bin/python -m pip install --quiet 'pagefind[bin]')
	$(BIN)/python benchmarks/search.py $(BENCH)/data/scale/reuters.jsonl.gz --sizes 1000 10000 --alone 100000

FUZZ := build/fuzz

fuzz: $(FUZZ)/.ready ## fuzz what reads text of strangers, ten minutes each
	for t in article page shown yaml form data built; do \
	  PYTHONPATH=scripts $(FUZZ)/bin/python benchmarks/fuzz.py $$t -max_total_time=600 || exit 1; done

$(FUZZ)/.ready: requirements.lock
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
	$(FUZZ)/bin/python -m pip install --quiet atheris
	@touch $@

bench-export: $(READY) ## measure the exports beside the whole build
	$(BIN)/python benchmarks/export.py $(BENCH)/data/scale --articles 10000 --each

lighthouse: $(READY) ## measure the built site with Lighthouse (npm)
	$(BIN)/python scripts/find_chromium.py --install
	$(BIN)/python benchmarks/lighthouse.py

READERS := build/readers

check-exports: $(READY) $(READERS)/.ready ## read the exports with other people's programs
	$(READERS)/bin/python -m pytest -q -o python_files="reads_*.py" tests/export_readers

# Two of them come as source only, plain Python both.
$(READERS)/.ready: tests/export_readers/requirements.lock | $(READY)
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(READERS)
	$(BIN)/uv pip install --quiet --python $(READERS)/bin/python --require-hashes --only-binary :all: \
	  --no-binary jsonpath-rw --no-binary jstyleson -r $<
	@touch $@

bench-limits: $(READY) ## measure the largest articles of the nastiest content, stage by stage
	$(BIN)/python -m benchmarks.limits

bench-hostile: $(READY) ## build a site of payloads and look at it in Chromium
	$(BIN)/python scripts/find_chromium.py --install
	$(BIN)/python benchmarks/hostile.py $(BENCH)/data/badinput

bench-serve: $(READY) ## measure the time from a save to the page that shows it
	$(BIN)/python benchmarks/serving.py

bench-kills: $(READY) ## kill builds at random moments
	$(BIN)/python benchmarks/kills.py

clean: ## throw away what was generated
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
