import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AUDITED_TYPES } from '../projections/audit-trail/audited.js';
import { REFUSALS } from '../src/kernel/refusal-table.js';
import { temporaryFolder } from './support/store-folder.js';

const ROOT = join(import.meta.dirname, '..');
const DOCS = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((page) => `docs/${page}`);
const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...DOCS].filter((page) => page.endsWith('.md'));
const UNITS = DOCS.filter((file) => file.endsWith('.service'));

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The distinct matches of the first group of the pattern, in alphabetical order. */
const found = (file: string, pattern: RegExp): readonly string[] =>
  [...new Set([...textOf(file).matchAll(pattern)].map(([, name = '']) => name))].sort();

describe('the documents', () => {
  it('link only to what is there', () => {
    const dead = PAGES.flatMap((page) =>
      found(page, /\]\((?!https?:|#)([^)#]+)/g)
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('number the decisions one after another, each in its heading as in its name', () => {
    const decisions = DOCS.filter((page) => page.startsWith('docs/decisions/0')).sort();
    const numbers = decisions.map((page, index) => [
      page.slice(15, 19),
      Number(found(page, /^# (\d+)\. /gm)[0]),
      index + 1,
    ]);
    expect(numbers).toEqual(decisions.map((_, index) => [String(index + 1).padStart(4, '0'), index + 1, index + 1]));
  });

  it('say what every event means', () => {
    expect(found('docs/events.md', /^\| `([A-Z]\w+)`/gm)).toEqual([...AUDITED_TYPES].sort());
  });

  it('tell every setting and no other', () => {
    const settings = found('src/config.ts', /(?:text|whole)\('([A-Z_]+)'/g);
    expect(settings).toContain('EVENT_STORE');
    for (const page of ['README.md', 'docs/operating.md']) {
      expect([page, found(page, /^\| `([A-Z][A-Z_]+)`/gm)]).toEqual([page, settings]);
    }
    const help = textOf('src/cli/commands.ts');
    expect(settings.filter((setting) => !help.includes(setting))).toEqual([]);
  });
});

/** A row of the table of rules: the cells behind its number. */
type RuleRow = readonly [rule: string, says: string, codes: string, source: string, test: string];

const RULES = [...textOf('docs/rules.md').matchAll(/^\| (R\d\d) \| (.+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, rule = '', says = '', codes = '', source = '', test = '']): RuleRow => [rule, says, codes, source, test],
);

/** Codes that stand on two rules; the table of refusals names the first. */
const ALSO_ON: Readonly<Record<string, readonly string[]>> = { R11: ['REASON_REQUIRED'] };

describe('the rules in docs/rules.md', () => {
  it('are R01 to R51, each with its sentence and its source', () => {
    expect(RULES.map(([rule]) => rule)).toEqual(
      Array.from({ length: 51 }, (_, n) => `R${String(n + 1).padStart(2, '0')}`),
    );
    expect(RULES.filter(([, says, , source]) => says.length < 10 || !/[\wà-ỹ]{2,}/i.test(source))).toEqual([]);
  });

  it('have the codes that refuse by them, and no others', () => {
    for (const [rule, , codes] of RULES) {
      const by = Object.entries(REFUSALS).filter(([, refusal]) => refusal.rule === rule);
      const expected = [...by.map(([code]) => code), ...(ALSO_ON[rule] ?? [])].sort();
      expect([rule, codes.split(', ').sort()]).toEqual([rule, expected.length === 0 ? ['–'] : expected]);
    }
  });

  it('are each shown by a test that there is, where they refuse', () => {
    const unshown = RULES.filter(([, , codes, , test]) => {
      const [, file = '', title = ''] = /^`([\w/-]+\.spec\.ts)`: (.+)$/.exec(test) ?? [];
      if (codes === '–') return test !== '–';
      return !existsSync(join(ROOT, 'test', file)) || !titlesIn(`test/${file}`).includes(title);
    });
    expect(unshown).toEqual([]);
  });

  it('have sources that this page explains', () => {
    const cited = RULES.flatMap(([rule, , , source]) =>
      [...source.matchAll(/\b([SDGH]\d{1,2})\b/g)].map(([, number = '']) => [rule, number] as const),
    );
    const explained = new Set(found('docs/rules.md', /^\| ([SDGH]\d{1,2}) \|/gm));
    expect(cited.filter(([, number]) => !explained.has(number))).toEqual([]);
    expect(cited.length).toBeGreaterThan(20);
  });
});

/** The titles of the tests of a file, as they are written. */
function titlesIn(file: string): readonly string[] {
  return [...textOf(file).matchAll(/\bit\(\s*(['"`])(.*?)\1,/gs)].map(([, , title = '']) => title);
}

/** What can be typed: each command of the operator with its options. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map(
  textOf('src/cli/commands.ts')
    .split(".command('")
    .slice(1)
    .map((command) => [/^[\w-]+/.exec(command)?.[0] ?? '', command.match(/(?<=ption\(\s*')--[\w-]+/g) ?? []] as const),
);

describe('the commands that are named', () => {
  it('can be typed as they stand there', () => {
    const typed = [...PAGES, ...UNITS].flatMap((file) =>
      [...textOf(file).matchAll(/\bmain\.js ([\w-]+)([^\n`|>;&#]*)/g)].map(
        ([, command = '', rest = '']) => [file, command, rest.match(/(?<=\s)--[\w-]+/g) ?? []] as const,
      ),
    );
    const unknown = typed.filter(([, command, options]) => {
      const known = COMMANDS.get(command);
      return known === undefined || options.some((option) => !known.includes(option));
    });
    expect(unknown).toEqual([]);
    expect(typed.length).toBeGreaterThan(10);
  });

  it('are scripts of the package', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const run = PAGES.flatMap((page) =>
      found(page, /\bnpm run (?:-s )?([\w:]+)/g).map((script) => [page, script] as const),
    );
    expect(run.filter(([, script]) => !(script in scripts))).toEqual([]);
    expect(run.length).toBeGreaterThan(3);
  });
});

describe('the image', () => {
  it('runs the Node that the repository is tested on', () => {
    const image = found('docker/Dockerfile', /^FROM node:([\d.]+)-/gm);
    expect(image).toEqual([textOf('.nvmrc').trim()]);
  });

  it('copies only what is there and let into its build', () => {
    const copied = found('docker/Dockerfile', /^COPY (?!--from)(.+) \S+$/gm).flatMap((sources) => sources.split(' '));
    const letIn = found('docker/Dockerfile.dockerignore', /^!(.+)$/gm);
    expect([...copied].sort()).toEqual(letIn);
    expect(copied.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });
});

/** One step of the walk: the commands to type, and the answer that the page shows. */
type Typed = Readonly<{ commands: string; answer: string }>;

/** Printed between the answers to two steps. */
const NEXT = '#### next';

describe('the walks', () => {
  const walks = ['docs/api.md', 'docs/a-year.md'].map((page) => ({ page, steps: stepsOf(page) }));
  let answers: readonly (readonly unknown[])[];

  beforeAll(async () => {
    answers = await walked(walks.flatMap(({ steps }) => steps.map(({ commands }) => commands)));
  });

  it.each(walks)('go as they are written: $page', ({ page, steps }) => {
    const before = walks
      .slice(
        0,
        walks.findIndex((walk) => walk.page === page),
      )
      .flatMap((walk) => walk.steps).length;
    for (const [step, { answer }] of steps.entries()) {
      const [expected, given = []] = [answersOnPage(answer), answers[before + step]];
      expect([page, step, given.length >= expected.length]).toEqual([page, step, true]);
      const shown = given.length - expected.length;
      expect(given.slice(shown)).toMatchObject(expected);
      // What the page does not show goes as it says: a refusal would leave the rest of the walk to another record.
      expect([page, step, given.slice(0, shown).filter(isRefusal)]).toEqual([page, step, []]);
    }
    expect(steps.length).toBeGreaterThan(5);
  });
});

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'code' in answer;
}

function stepsOf(page: string): readonly Typed[] {
  return [...textOf(page).matchAll(/```sh\n([^]*?)```(?:\n\n```json\n([^]*?)```)?/g)].map(
    ([, commands = '', answer = '']) => ({ commands, answer }),
  );
}

/**
 * Runs the service as an operator would, on new stores, and types the commands into one shell. @returns their answers.
 */
async function walked(commands: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const { path, remove } = temporaryFolder();
  const env = {
    ...process.env,
    ...{ PORT: '0', LOG_LEVEL: 'silent', KEY_FILE: path('key.json') },
    ...{ EVENT_STORE: `sqlite:${path('ledger.db')}`, READ_MODELS: `sqlite:${path('read-models.db')}` },
  };
  const service = spawn(process.execPath, ['dist/src/cli/main.js', 'start'], { cwd: ROOT, env });
  try {
    const [said] = (await Promise.race([once(service.stdout, 'data'), once(service, 'exit')])) as unknown[];
    const url = /http:\/\/[\w.:]+/.exec(String(said))?.[0] ?? '';
    const script = commands.join(`echo '${NEXT}'\n`).replaceAll('http://127.0.0.1:3000', url);
    const { stdout } = await promisify(execFile)('bash', ['-euc', script], { cwd: ROOT, env });
    return stdout.split(NEXT).map((answers) =>
      answers
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    );
  } finally {
    if (service.kill()) await once(service, 'exit');
    remove();
  }
}

/** The answers on the page: `,…` leaves fields out, `"…"` and `{…}` stand for any text and any fields. */
function answersOnPage(answer: string): readonly unknown[] {
  return answer
    .split(/\n(?=\{)/)
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text.replaceAll(',…', '').replaceAll('{…}', '{}'), anyText) as unknown);
}

function anyText(_: string, value: unknown): unknown {
  return value === '…' ? expect.any(String) : value;
}
