import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import { CATEGORIES } from '../src/kernel/stream.js';
import { CONFIG, cruise, FOLDERS, ROOT, type Cruise, type Import } from './support/cruise.js';
import { BACK, IMPORTS } from './support/planted-imports.js';

const FORGOTTEN = 'src/audit/forgotten.ts';

/** Rules about a whole file: no entry reaches this one. */
const WHOLE_FILES: readonly Import[] = [{ from: FORGOTTEN, to: FORGOTTEN, breaks: 'no-orphans' }];
const REFERENCE = 'src/log/in-memory/in-memory.event-store.ts';

type Rules = Readonly<{ default: { forbidden: readonly { name: string; comment: string }[] } }>;

describe('the import rules', () => {
  let tree: string;
  let found: Cruise;
  let rules: Rules['default']['forbidden'];

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'architecture-'));
    await plant(tree);
    found = await cruise(tree);
    rules = ((await import(CONFIG)) as Rules).default.forbidden;
  });
  afterAll(() => rm(tree, { recursive: true }));

  for (const { from, to, breaks } of IMPORTS) {
    it(breaks ? `${breaks}: ${from} may not import ${to}` : `let ${from} import ${to}`, () => {
      expect(broken(found, from, to)).toEqual(breaks ? [breaks] : []);
    });
  }

  it('see what an import alone does not show: a file that no entry reaches; and nothing else', () => {
    const others = found.violations.filter(
      ({ from, to }) => !IMPORTS.some((one) => one.from === from && leads(to, one.to)),
    );
    expect(others).toEqual(WHOLE_FILES);
  });

  it('are all broken by some import above, so that none is without teeth', () => {
    expect(new Set(found.violations.map(({ breaks }) => breaks))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  it('know the folder of the slice of each category', async () => {
    const config = await readFile(CONFIG, 'utf8');
    const named = /^const SLICES = '(.*)';$/m.exec(config)?.[1]?.split('|') ?? [];
    expect([...named].sort()).toEqual([...SLICES].sort());
  });

  it('each say why', () => {
    for (const { comment } of rules) expect(comment.length).toBeGreaterThan(40);
  });

  it('hold in this repository', async () => {
    expect((await cruise(ROOT)).violations).toEqual([]);
  });
});

describe('the sources', () => {
  it('read the environment in src/config.ts alone', async () => {
    expect(await filesThatSay(/process\s*(\.\s*env|\[)|from 'node:process'/, SOURCES)).toEqual(['src/config.ts']);
  });

  it('know neither clock nor chance where they decide or fold', async () => {
    expect(await filesThatSay(/new Date\(\s*\)|Date\.now|Math\.random|performance\.now|randomUUID/, PURE)).toEqual([]);
  });

  it('hold no index.ts', async () => {
    expect((await files(SOURCES)).filter((file) => file.endsWith('/index.ts'))).toEqual([]);
  });
});

const SOURCES = /^(src|projections|read-models)\//;
/** The folders of the slices, as the import rules and the rule of purity name them: one for each category. */
const SLICES = CATEGORIES.map((category) => `${category.replace(/[A-Z]/g, (at) => `-${at.toLowerCase()}`)}s`);
const PURE = new RegExp(
  `^src/kernel/|^src/(${SLICES.join('|')})/(?!.*\\.(dto|controller)\\.ts$)|^projections/(?!projector/)`,
);

async function files(within: RegExp): Promise<string[]> {
  const entries = await Promise.all(
    FOLDERS.map((folder) => readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })),
  );
  return entries
    .flat()
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => within.test(file))
    .sort();
}

async function filesThatSay(words: RegExp, within: RegExp): Promise<string[]> {
  const all = await files(within);
  expect(all.length).toBeGreaterThan(0);
  const texts = await Promise.all(all.map((file) => readFile(join(ROOT, file), 'utf8')));
  return all.filter((_, nth) => words.test(texts[nth] ?? ''));
}

/** Writes the files with type-only imports, the easiest ones to overlook. `src/main.ts` reaches every file but one. */
async function plant(root: string): Promise<void> {
  const inner = IMPORTS.flatMap(({ from, to }) => (isFile(to) ? [from, to] : [from]));
  const sources = new Map([...new Set(inner)].map((file) => [file, 'export type T = string;\n']));
  for (const { from, to } of [...IMPORTS, BACK]) {
    sources.set(from, `import type * as _${sources.size} from '${specifier(from, to)}';\n${sources.get(from) ?? ''}`);
  }
  const reached = [...sources.keys()].filter((file) => !/^src\/cli\/|index\.ts$/.test(file));
  sources.set('src/main.ts', reached.map((file) => `import '${specifier('src/main.ts', file)}';\n`).join(''));
  sources.set('src/cli/main.ts', `import './rebuild.js';\nimport './backup.js';\n`);
  sources.set(FORGOTTEN, `import '../kernel/points.js';\n`);
  sources.set(REFERENCE, `import '../event-store.js';\n`);
  for (const name of IMPORTS.map(({ to }) => to).filter((to) => !isFile(to) && !to.startsWith('node:'))) {
    sources.set(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'main.js' }));
    sources.set(`node_modules/${name}/main.js`, '');
  }
  for (const [file, text] of sources) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

function isFile(name: string): boolean {
  return name.endsWith('.ts');
}

function specifier(from: string, to: string): string {
  if (!isFile(to)) return to;
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Whether the import of that name was resolved to that file. */
function leads(file: string, name: string): boolean {
  return file === name.replace(/^node:/, '') || (!isFile(name) && file.startsWith(`node_modules/${name}/`));
}

/** The rules that this import breaks, or `undefined` when the cruise has not seen the import at all. */
function broken({ imports, violations }: Cruise, from: string, to: string): string[] | undefined {
  if (!imports.some((seen) => seen.from === from && leads(seen.to, to))) return undefined;
  return violations.filter((found) => found.from === from && leads(found.to, to)).map(({ breaks }) => breaks);
}
