import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '../../src/kernel/event.js';

/**
 * Events as they were once written, one file for each type and schema version: `PledgeSigned.v1.json`. These files
 * never change. A type that gained an optional field has one more sample, named after it:
 * `BallotTieBroken.v1.key.json`.
 */
export const GOLDEN_FOLDER = import.meta.dirname;

const GOLDEN = /^\w+\.v\d+(\.\w+)?\.json$/;
const FIELD_GAINED = /\.\w+(?=\.json$)/;

export function goldenFiles(folder: string = GOLDEN_FOLDER): readonly string[] {
  return readdirSync(folder)
    .filter((name) => GOLDEN.test(name))
    .sort();
}

export function readGolden(name: string, folder: string = GOLDEN_FOLDER): NewEvent {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as NewEvent;
}

/** The main file of the type and version of a sample, which may be the sample itself. */
export function besideOf(name: string): string {
  return name.split('.').length > 3 ? name.replace(FIELD_GAINED, '') : name;
}

export function goldenName({ type, metadata }: NewEvent): string {
  return `${type}.v${metadata.schema}.json`;
}

/** Writes a file for each type and version that has none, and never changes one. @returns the names of new files. */
export function writeMissingGolden(samples: readonly NewEvent[], folder: string = GOLDEN_FOLDER): readonly string[] {
  const there = new Set(goldenFiles(folder));
  const missing = new Map(samples.map((sample) => [goldenName(sample), sample] as const).filter(([name]) => !there.has(name)));
  for (const [name, { type, data, id, metadata }] of missing) {
    writeFileSync(join(folder, name), `${JSON.stringify({ type, data, id, metadata }, undefined, 2)}\n`, { flag: 'wx' });
  }
  return [...missing.keys()];
}
