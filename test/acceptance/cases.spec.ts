import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASES, type Case } from '../../src/cli/demo/cases.js';
import { findFacts, type FoundFact, valueAt } from '../../src/cli/demo/facts.js';
import { Stage } from './stage.js';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'cases.md');
/** `npm run cases` sets it: the page is written anew from the answers. */
const WRITES = process.env['KEEP_CASES'] === 'yes';

const OPENING = `# The five real cases

Written by \`npm run cases\` from the answers of a service on which the stories of the demo were played; a test holds every line to
them. Each fact is worded as its report words it (or says what the report does not tell), with the resource, the field in its answer,
and the value that came out, as an inspector reads them. What a story makes up is in no table.
`;

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('|', '\\|');
}

function section({ id, story, unheld }: Case, facts: readonly FoundFact[]): string {
  const { title, source } = story;
  return [
    `\n## ${id}: ${title.vi}\n`,
    `${source.title} (${source.publisher ?? ''}).\n`,
    '| Fact | Where | Field | Value |',
    '|---|---|---|---|',
    ...facts.map(({ told, path, field, found }) => `| ${told} | \`GET ${path}\` | \`${field}\` | ${shown(found)} |`),
    '\nWithout a place:\n',
    ...unheld.map((line) => `- ${line}`),
    '',
  ].join('\n');
}

describe('the five real cases', () => {
  let stage: Stage;
  const found = new Map<string, readonly FoundFact[]>();

  beforeAll(async () => {
    stage = await Stage.open();
    for (const { story } of CASES) await stage.play(...story.chapters);
    for (const { id, facts } of CASES) found.set(id, await findFacts(stage.player, facts));
  });

  afterAll(() => stage.close());

  it('has each fact of each report in its place', () => {
    const otherwise = [...found.values()].flat().filter(({ holds }) => !holds);
    expect(otherwise.map(({ path, field, found: value }) => [path, field, value])).toEqual([]);
  });

  it('has the page that the answers give', () => {
    const page = `${OPENING}${CASES.map((one) => section(one, found.get(one.id) ?? [])).join('')}`;
    if (WRITES) writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
  });

  it('finds no place for a fact whose field is not there, and none where one item of a list lacks it', async () => {
    const [fact] = await findFacts(stage.player, [
      { told: 'Phó', path: '/blocs/khoi-so-gtvt-7-tinh', field: 'row.deputy', value: undefined },
    ]);
    expect([fact?.found, fact?.holds]).toEqual([undefined, false]);
    expect(valueAt({ items: [{ a: 1 }, {}] }, 'items[].a')).toBeUndefined();
    expect(valueAt({ items: [{ a: [1] }, { a: [2] }] }, 'items[].a[0]')).toEqual([1, 2]);
  });
});
