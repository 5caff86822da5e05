import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import { CATEGORIES } from '../src/kernel/stream.js';
import { CONFIG, cruise, FOLDERS, ROOT, type Cruise, type Import } from './support/cruise.js';

const STEPS = 'src/emulation-years/course/steps.fold.ts';

/** A small tree that breaks every rule, each beside an import that keeps it. A package is named as it is imported. */
const IMPORTS: readonly Import[] = [
  { from: 'src/kernel/fraction.ts', to: 'fraction.js' },
  { from: 'src/kernel/points.ts', to: 'src/kernel/fraction.ts' },
  { from: 'src/kernel/quantity.ts', to: 'src/rulebooks/rulebook.values.ts', breaks: 'kernel-imports-nothing' },
  { from: 'src/kernel/quantity.ts', to: 'node:crypto', breaks: 'kernel-imports-nothing' },
  { from: 'src/kernel/quantity.ts', to: '@nestjs/common', breaks: 'kernel-imports-nothing' },

  { from: 'src/units/unit.decider.ts', to: 'src/kernel/points.ts' },
  { from: 'src/units/unit.decider.ts', to: 'src/units/unit.events.ts' },
  { from: 'src/units/unit.decider.ts', to: '@nestjs/common', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'node:crypto', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'fraction.js', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'src/log/event-store.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'src/units/unit.dto.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.events.ts', to: 'src/rulebooks/rulebook.events.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit-name.ts', to: 'src/http/problems/problem.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: 'src/rulebooks/rulebook.values.ts' },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: 'src/units/unit.standing.ts' },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/rulebooks/rulebook.events.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/units/unit.events.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/units/unit.decider.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/rulebooks/rulebook.decider.ts',
    breaks: 'the-domain-is-pure',
  },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: '@nestjs/cqrs', breaks: 'the-domain-is-pure' },

  { from: 'src/emulation-years/voting/tally.ts', to: 'src/emulation-years/scoring/line-points.ts' },
  { from: STEPS, to: 'src/emulation-years/conferral/conferral.events.ts' },
  { from: STEPS, to: 'src/emulation-years/emulation-year.events.ts', breaks: 'parts-stand-in-order' },
  { from: 'src/emulation-years/voting/voting.controller.ts', to: 'src/emulation-years/frame/year.dto.ts' },
  {
    from: 'src/emulation-years/voting/voting.controller.ts',
    to: 'src/emulation-years/emulation-year.slice.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/voting/tally.ts',
    to: 'src/emulation-years/ranking/ranking-order.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/leadership/leadership.decider.ts',
    to: 'src/emulation-years/ranking/ranking-order.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/pledge/pledge.decider.ts',
    to: 'src/emulation-years/emulation-year.fold.ts',
    breaks: 'parts-stand-in-order',
  },

  { from: 'src/emulation-years/scoring/scoring.values.ts', to: 'src/kernel/points.ts' },
  { from: 'src/emulation-years/scoring/scoring.values.ts', to: 'src/rulebooks/rulebook.values.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'src/emulation-years/scoring/scoring.values.ts' },
  {
    from: 'read-models/unit-directory/unit-directory.controller.ts',
    to: 'src/emulation-years/scoring/scoring.values.ts',
  },
  {
    from: 'src/emulation-years/scoring/scoring.values.ts',
    to: 'src/emulation-years/scoring/scoring.events.ts',
    breaks: 'values-are-data',
  },

  { from: 'src/blocs/bloc.controller.ts', to: 'src/deciding/receipt.ts' },
  { from: 'src/blocs/bloc.controller.ts', to: 'src/log/event-store.ts', breaks: 'slices-know-no-log' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/deciding/gathering.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/deciding/folded-streams.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/log/event-store.ts', breaks: 'the-domain-is-pure' },

  { from: 'src/log/sqlite/writer-loop.ts', to: 'src/log/sqlite/group-commit.ts' },
  { from: 'src/log/sqlite/writer-loop.ts', to: 'src/slices.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/log/sqlite/writer.ts', to: 'src/deciding/decision.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/log/upcasting.ts', to: 'src/units/unit.events.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/deciding/in-writer/decide-in-writer.ts', to: 'src/log/sqlite/group-commit.ts' },
  { from: 'src/deciding/ledger.ts', to: 'src/slices.ts', breaks: 'deciding-knows-no-slice' },
  { from: 'src/deciding/slice.ts', to: 'src/units/unit.slice.ts', breaks: 'deciding-knows-no-slice' },
  { from: 'src/writer-thread.ts', to: 'src/slices.ts' },
  { from: 'src/http/frame/command-sender.ts', to: 'src/slices.ts', breaks: 'the-composition-stands-on-top' },
  { from: 'projections/projector/projector.ts', to: 'src/ledger-on.ts', breaks: 'the-composition-stands-on-top' },

  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.standing.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.values.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.events.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.fold.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.decider.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.commands.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.controller.ts', to: 'src/units/unit.dto.ts', breaks: 'slices-share-what-they-publish' },

  { from: 'projections/unit-directory.projection.ts', to: 'src/units/unit.events.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'src/kernel/points.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'read-models/unit-directory/unit-directory.ts' },
  {
    from: 'projections/unit-directory.projection.ts',
    to: 'read-models/unit-directory/unit-view.ts',
    breaks: 'projections-are-pure',
  },
  {
    from: 'projections/unit-directory.projection.ts',
    to: 'src/units/unit.decider.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/unit-directory.projection.ts', to: 'node:fs', breaks: 'projections-are-pure' },
  { from: 'projections/unit-directory.projection.ts', to: 'projections/recording/recording.ts' },
  { from: 'projections/recording/recording.ts', to: 'read-models/recording.ts' },
  {
    from: 'projections/recording/recording.ts',
    to: 'src/emulation-years/frame/frame.fold.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/recording/recording.ts', to: 'node:crypto', breaks: 'projections-are-pure' },
  { from: 'projections/bloc-history/steps.ts', to: 'src/emulation-years/frame/steps.values.ts' },
  { from: 'projections/bloc-history/steps.ts', to: STEPS },
  {
    from: 'projections/ranking/ranking.projection.ts',
    to: 'projections/projector/lane.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/all.ts', to: 'projections/ranking/ranking.projection.ts' },
  { from: 'projections/projector/projector.ts', to: 'projections/all.ts' },
  { from: 'projections/projector/lane.ts', to: 'lru-cache' },
  { from: 'projections/projector/projector.ts', to: 'src/log/event-store.ts' },

  {
    from: 'src/operations/health.controller.ts',
    to: 'projections/projector/projector.ts',
    breaks: 'the-write-side-never-reads',
  },
  {
    from: 'src/blocs/bloc.controller.ts',
    to: 'read-models/unit-directory/unit-directory.ts',
    breaks: 'the-write-side-never-reads',
  },
  { from: 'src/app.module.ts', to: 'projections/projector/projector.ts' },
  { from: 'src/cli/rebuild.ts', to: 'projections/projector/projector.ts' },
  { from: 'src/operations/progress.ts', to: 'projections/projector/projector.ts' },

  { from: 'read-models/unit-directory/unit-view.ts', to: 'src/kernel/points.ts' },
  { from: 'read-models/unit-directory/unit-directory.controller.ts', to: 'src/http/problems/problem.ts' },
  { from: 'read-models/unit-directory/unit-directory.controller.ts', to: 'src/http/frame/access.ts' },
  { from: 'read-models/bloc-history/steps-of-year.ts', to: 'src/emulation-years/frame/steps.values.ts' },
  { from: 'read-models/bloc-history/steps-of-year.ts', to: STEPS, breaks: 'the-read-side-knows-no-history' },
  {
    from: 'read-models/unit-directory/unit-view.ts',
    to: 'src/units/unit.events.ts',
    breaks: 'the-read-side-knows-no-history',
  },
  {
    from: 'read-models/unit-directory/unit-view.ts',
    to: 'src/log/event-store.ts',
    breaks: 'the-read-side-knows-no-history',
  },
  {
    from: 'read-models/unit-directory/unit-directory.controller.ts',
    to: 'projections/projector/replay.ts',
    breaks: 'the-read-side-knows-no-history',
  },

  { from: 'src/identity/token-verifier.ts', to: 'src/kernel/points.ts' },
  { from: 'src/identity/token-verifier.ts', to: 'jose' },
  { from: 'src/identity/policy.ts', to: 'src/units/unit.values.ts', breaks: 'identity-knows-no-room' },
  { from: 'src/identity/policy.ts', to: 'src/http/frame/access.ts', breaks: 'identity-knows-no-room' },

  { from: 'src/log/sqlite/sqlite.event-store.ts', to: 'better-sqlite3' },
  { from: 'read-models/sqlite/sqlite.read-model-store.ts', to: 'better-sqlite3' },
  { from: 'src/log/eventstoredb/esdb.event-store.ts', to: '@eventstore/db-client' },
  { from: 'read-models/mongodb/mongodb.read-model-store.ts', to: 'mongodb' },
  { from: 'src/cli/backup.ts', to: 'better-sqlite3', breaks: 'one-file-knows-the-engine' },
  { from: 'src/log/event-store.ts', to: '@eventstore/db-client', breaks: 'one-file-knows-the-engine' },
  { from: 'projections/projector/replay.ts', to: 'mongodb', breaks: 'one-file-knows-the-engine' },
  {
    from: 'read-models/mongodb/mongodb.read-model-store.ts',
    to: 'better-sqlite3',
    breaks: 'one-file-knows-the-engine',
  },

  { from: 'src/http/origin.ts', to: 'src/http/problems/problem.ts', breaks: 'no-cycles' },

  { from: 'src/operations/metrics.ts', to: 'src/identity/index.ts', breaks: 'no-barrels' },
];

/** Closes the cycle, which is reported once, at its other import. */
const BACK: Import = { from: 'src/http/problems/problem.ts', to: 'src/http/origin.ts' };

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
