// Preloaded into a process (`--import`): writes to LOADED_FILE which packages of OpenTelemetry the process loaded.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);

process.on('exit', () => {
  const packages = Object.keys(cache).map((file) => /node_modules\/(@opentelemetry\/[^/]+)/.exec(file)?.[1]);
  writeFileSync(process.env['LOADED_FILE'], JSON.stringify([...new Set(packages.filter(Boolean))].sort()));
});
