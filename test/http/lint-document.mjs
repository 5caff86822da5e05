/** Lints an OpenAPI document by the rules of the repository; prints what it finds as JSON. Usage: node … redocly|spectral <document> <root> */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import core from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { load } from 'js-yaml';

const { Spectral } = core;

const [linter, file, root] = process.argv.slice(2);
const source = readFileSync(file, 'utf8');
const rulesIn = (name) => load(readFileSync(join(root, name), 'utf8'));

async function byRedocly() {
  const found = await lintFromString({ source, config: await createConfig(rulesIn('.redocly.yaml')) });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
}

async function bySpectral() {
  const { extends: _, ...rules } = rulesIn('.spectral.yaml');
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[rulesets.oas, 'recommended']], ...rules });
  return (await spectral.run(source)).map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`);
}

process.stdout.write(JSON.stringify(await (linter === 'redocly' ? byRedocly() : bySpectral())));
