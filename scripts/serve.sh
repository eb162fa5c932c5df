#!/bin/sh
# Serves as in production: pages under granian, streams under uvicorn. When one ends, so does the
# other, so that whatever watches over this sees it and starts both again. One of several processes
# that answer pages is begun anew by granian itself, and nothing else ends.
set -eu
port=${1:-8000}
streams=${2:-$((port + 1))}
bin=.venv/bin
# As in sdmtool/settings.py, where the check before each start looks at it. Four pages at a time.
processes=${WEB_PROCESSES:-$([ -n "${REDIS_URL:-}" ] && echo 2 || echo 1)}
threads=$((processes < 4 ? 4 / processes : 1))

$bin/python -m uvicorn sdmtool.asgi:application --host "${GRANIAN_HOST:-127.0.0.1}" \
  --port "$streams" --log-level warning --timeout-graceful-shutdown 3 &
beside=$!
$bin/granian --interface wsgi sdmtool.wsgi:application --port "$port" \
  --workers "$processes" --blocking-threads "$threads" --no-ws --respawn-failed-workers &
pages=$!

# What does not end by itself within ten seconds would keep its port from whoever starts it anew.
stop() {
  trap - EXIT INT TERM
  kill $beside $pages 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 $beside 2>/dev/null || kill -0 $pages 2>/dev/null || return 0
    sleep 1
  done
  kill -9 $(cat /proc/$pages/task/*/children 2>/dev/null) $beside $pages 2>/dev/null || true
}
trap stop EXIT INT TERM
while kill -0 $beside 2>/dev/null && kill -0 $pages 2>/dev/null; do sleep 1; done
exit 1
