#!/usr/bin/env bash
# Assembles what the image runs and starts it as the image does, outside the checkout. It checks without a Docker engine
# that the parts are complete. Ends with 0 when the service answered and stopped as it should.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

folder=$(mktemp -d)
service=
# Whatever fails, nothing is left running or lying about.
clean_up() {
  if [ -n "$service" ]; then kill -KILL "$service" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap clean_up EXIT
./assemble.sh "$folder/app"
du -sh "$folder/app" | cut -f1 | sed 's/^/assembled: /'

cd "$folder/app"
# A place of its own, as a new volume is: a first start makes a ledger in an empty place alone.
mkdir "$folder/data"
export NODE_ENV=production PORT=0 LOG_LEVEL=warn KEY_FILE="$folder/data/signing-key.json"
export EVENT_STORE="sqlite:$folder/data/ledger.db" READ_MODELS="sqlite:$folder/data/read-models.db"
node dist/src/cli/main.js start >"$folder/said" &
service=$!
for _ in $(seq 100); do
  address=$(sed -n 's/.*answers at \(http:[^;]*\);.*/\1/p' "$folder/said")
  if [ -n "$address" ]; then break; fi
  sleep 0.2
done
node -e "fetch('$address/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
node dist/src/cli/main.js token --role inspector >/dev/null
kill -TERM "$service"
wait "$service"
service=
echo "started, ready, stopped"
