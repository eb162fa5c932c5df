#!/bin/sh
# Everything that can be checked without running the service: style, types, architecture, prose,
# migrations, deployment settings. All of it runs; the exit code tells whether any of it failed.
set -u
failed=0

check() {
  name=$1
  shift
  if "$@"; then echo "ok    $name"; else echo "FAULT $name"; failed=1; fi
}

bin=.venv/bin
check "style" $bin/ruff check --quiet .
check "format" $bin/ruff format --quiet --check .
check "Django templates" sh -c "git ls-files 'templates/django/*.html' | xargs $bin/djade --target-version 5.2 --check"
check "page templates" $bin/djlint --quiet --lint --profile jinja templates
check "types" $bin/mypy --no-error-summary
check "architecture and prose" $bin/python -m pytest -q --no-header tests/unit/test_architecture.py tests/unit/test_prose.py
check "locks" $bin/python scripts/sbom.py --check
check "migrations" env DEMO=true $bin/python manage.py makemigrations --check --dry-run --verbosity 0
# With an empty database: the one beside the code may be the demo's.
check "deployment settings" env DATABASE_URL=sqlite://:memory: \
  FIELD_KEYS="$($bin/python manage.py make_field_key)" $bin/python manage.py check --deploy --fail-level WARNING
exit $failed
