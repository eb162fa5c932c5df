# The two commands of the README are `make run` and `make test`. Everything they need is
# installed by the files of this project: scripts/ says how.
PY := .venv/bin/python
PORT ?= 8000

.PHONY: install setup run serve test check bench chaos drill first-day attack mutate screenshots format clean

setup: install
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_library

# All that needs neither a database nor a setting.
install: .venv/installed build/built

# The lock is whole. Without --no-deps older pips look for the newest of what is asked for with an
# extra, and stop at a release that the lock has no hash of.
.venv/installed: requirements.lock scripts/system.sh
	@sh scripts/system.sh venv pango
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

build/built: .venv/installed package-lock.json $(shell find assets -type f)
	@sh scripts/assets.sh
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

run: export DEMO = true
run: setup
	@$(PY) manage.py load_demo --port $(PORT)
	@$(PY) manage.py load_demo_conversations
	@exec $(PY) -m uvicorn sdmtool.asgi:application --port $(PORT) --log-level warning \
		--timeout-graceful-shutdown 3

# As in production: the database, cache and secret come from the environment. A proxy stands before
# both ports: pages at PORT, streams (/live/) at the one after it.
serve: install
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@$(PY) manage.py check --deploy --fail-level WARNING
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_library
	@exec sh scripts/serve.sh $(PORT)

test: setup
	@sh scripts/system.sh chromium nginx || true
	@$(PY) scripts/test.py

check: setup
	@sh scripts/check.sh

bench: setup
	@$(PY) -m tests.benchmarks

# OPERATIONS in pieces, each added to var/chaos.json: stopped with Ctrl-C, it goes on from there.
# N is one run that is kept nowhere.
chaos: setup
	@sh scripts/system.sh nginx
	@$(PY) -m tests.chaos $(if $(N),--operations $(N),--operations $(or $(OPERATIONS),200000) --kept var/chaos.json)

# A cluster of its own is filled, copied, killed, destroyed and brought back, by the written page.
drill: setup
	@$(PY) -m tests.drill

# An administrator's first day by docs/operations.md, in a browser behind nginx with TLS.
first-day: setup
	@sh scripts/system.sh chromium nginx
	@$(PY) -m tests.drill.first_day

# Every address as everybody, by every method, with every kind of id; every id of every form swapped;
# every form sent as each reader, and what comes back searched. Then the parts of tests/attack, in
# pieces, each added to var/attack.json: stopped with Ctrl-C, it goes on from there. PART is one of
# them; N is so many tries of it, which are kept nowhere.
attack: setup
	@$(if $(PART),,$(PY) -m tests.rights sweep)
	@$(PY) -m tests.attack $(PART) $(if $(N),--number $(N),--kept var/attack.json) \
		$(if $(filter racing,$(PART)),--postgresql)

mutate: setup
	@$(PY) -m tests.mutation

screenshots: setup
	@sh scripts/system.sh chromium
	@SCREENSHOTS=true $(PY) -m pytest -q tests/browser/test_screenshots.py

format:
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format --quiet .

clean:
	rm -rf .venv node_modules build var
