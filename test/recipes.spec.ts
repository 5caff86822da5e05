import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { yearDecisions } from '../src/emulation-years/emulation-year.decisions.js';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['src', 'projections', 'read-models'];
const COUNTS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const WORDS = [...COUNTS, 'thirteen', 'fourteen', 'fifteen'];

type Recipe = Readonly<{ claimed: number; steps: readonly Step[]; text: string }>;
/** A linked file is there; one that is not linked is made by the recipe. */
type Step = Readonly<{ number: number; file: string; link: string | undefined }>;

const PAGE = readFileSync(join(ROOT, 'docs/recipes.md'), 'utf8');
const RECIPES = new Map(
  PAGE.split(/^## \d+\. /m)
    .slice(1)
    .map(recipeIn),
);

/** Comments and the examples of the API document name what they like. */
const UNSAID = /\/\*[^]*?\*\/|^\s*\/\/.*$|example: (\[.*?\]|'.*?')/gm;

/** What says what can come next, and what makes commands of rows of a sheet, ask the deciders as a caller does, by the commands that they choose. */
const AS_CALLERS = /^src\/(emulation-years\/next(-\w+|\.controller)?\.ts$|imports\/)/;

/** The text of every source but the demo, which reads the ledger as any caller does, and what else asks as one. */
const SOURCES = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(within(folder)),
  )
    .filter((file) => file.endsWith('.ts') && !file.startsWith('src/cli/demo/') && !AS_CALLERS.test(file))
    .concat('.dependency-cruiser.cjs')
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8').replace(UNSAID, '')] as const),
);

/** The folder of each slice, with the category of its streams. */
const SLICES_IN = Object.fromEntries(
  [...SOURCES].flatMap(([file, text]) => {
    const category = /\bstreamName\('(\w+)'/.exec(text)?.[1];
    return category === undefined || !file.endsWith('.events.ts')
      ? []
      : [[file.split('/')[1] ?? '', category] as const];
  }),
);
/** Decided on no year, it is an exception wherever commands of a year are listed. */
const OPENS = 'OpenEmulationYear';
/** What composes a slice names its category, or more of it than the values and standing that it publishes to others. */
const COMPOSES = /(?<!\[)'rulebook'|rulebooks\/rulebook\.(?!values|standing)|\|rulebooks\|/;

/** The slice of the example, and the read model that shows it, which has a recipe of its own. */
const OF_RULEBOOKS = /^src\/rulebooks\/|\/rulebook-directory[./]/;

describe('each recipe', () => {
  it('is there', () => {
    expect([...RECIPES.keys()]).toEqual([
      ...['A command of a year', 'An event', 'A field of a shared value'],
      ...['A read model', 'A slice', 'An engine of the log'],
    ]);
  });

  it.each([...RECIPES])('has as many files as it says, a step for each: %s', (_, { claimed, steps }) => {
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_step, place) => place + 1));
    expect(new Set(steps.map(({ file }) => file)).size).toBe(steps.length);
    expect(steps).toHaveLength(claimed);
  });

  it.each([...RECIPES])('links the files that are there and makes the others: %s', (_, { steps }) => {
    for (const { file, link } of steps) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, link !== undefined]);
      expect(link === undefined ? file : join('docs', link)).toBe(file);
      expect([file, existsSync(join(ROOT, dirname(dirname(file))))]).toEqual([file, true]);
    }
  });

  it.each([...RECIPES])('says what a forgotten step answers: %s', (_, { steps, text }) => {
    expect(text.match(/Forgotten/g)?.length ?? 0).toBeGreaterThanOrEqual(steps.length - 1);
  });
});

describe('a command of a year', () => {
  it.each([
    ['sessions/session', 'ConveneSession'],
    ['pledge/pledge', 'DeferPledgeSigning'],
    ['leadership/leadership', 'ElectHead'],
    ['course/course', 'ExemptUnit'],
  ])('is named in the files of the recipe and no other: in %s, %s', (part, command) => {
    expect(naming(command)).toEqual(inPart(part, sourcesOf('A command of a year')));
  });

  it.each([
    ['voting/voting', 'CastVote', 'voting/casting.decider.ts'],
    ['scoring/scoring', 'SubmitSelfScore', 'scoring/self-score.decider.ts'],
    ['conferral/conferral', 'ProposeCommendation', 'conferral/proposal.decider.ts'],
  ])('is named once more where a part decides in several files: in %s, %s', (part, command, decider) => {
    const files = inPart(part, sourcesOf('A command of a year'));
    expect(naming(command)).toEqual([...files, `src/emulation-years/${decider}`].sort());
  });

  it('has a file of each kind in one part, and is named beside them only where the recipe says', () => {
    const kinds = sourcesOf('A command of a year').map(kindOf).sort();
    const elsewhere = linksIn('A command of a year');
    const decided = Object.keys(yearDecisions).filter((command) => command !== OPENS);
    const more = decided.filter((command) => {
      const files = naming(command);
      const part = dirname(files.find((file) => file.endsWith('.commands.ts')) ?? 'nowhere');
      const [inside, outside] = [
        files.filter((file) => dirname(file) === part),
        files.filter((file) => dirname(file) !== part),
      ];
      // A command that asks for nothing besides path and day has no body of its own.
      expect([command, [...new Set([...inside.map(kindOf), 'dto.ts'])].sort()]).toEqual([command, kinds]);
      expect([command, outside.filter((file) => !elsewhere.includes(file))]).toEqual([command, []]);
      return outside.length > 0;
    });
    expect(more.length).toBeLessThan(decided.length / 3);
  });
});

describe('an event', () => {
  it.each([
    ['sessions/session', 'RecommendationRecorded', 'projections/bloc-history/sessions.ts'],
    ['pledge/pledge', 'PledgeDeadlineWaived', 'projections/pledge-status.projection.ts'],
    ['scoring/scoring', 'CrossInspectionRecorded', 'projections/bloc-history/results.ts'],
  ])('is named in the files of its recipe and by the command that records it: in %s, %s', (part, event, shownBy) => {
    const recording = sourcesOf('A command of a year').filter((file) => /\.(commands|decider)\.ts$/.test(file));
    const files = [...sourcesOf('An event'), ...recording].filter((file) => !/projection\.ts$/.test(file));
    expect(naming(event)).toEqual(
      inPart(
        part,
        files.map((file) => (file === 'projections/bloc-history/sessions.ts' ? shownBy : file)),
      ),
    );
  });
});

describe('a field of a shared value', () => {
  it('is named in the files of its recipe and no other', () => {
    expect(naming('invalidGrounds')).toEqual(sourcesOf('A field of a shared value'));
  });
});

describe('a read model', () => {
  it('is named in the files of its recipe and no other', () => {
    const files = sourcesOf('A read model').map((file) => file.replaceAll('titles', 'unit-directory'));
    expect(filesThatSay(/unit-directory|\bUNIT_DIRECTORY\b/, files)).toEqual(files.sort());
  });
});

describe('a slice', () => {
  const [own, composing] = halves(sourcesOf('A slice'), (file) => file.startsWith('src/plans/'));

  it('has the files of its recipe, and is composed by the files of its recipe and no other', () => {
    for (const file of own) expect(SOURCES.has(file.replaceAll('plan', 'rulebook'))).toBe(true);
    const others = [...SOURCES].filter(([file, text]) => !OF_RULEBOOKS.test(file) && COMPOSES.test(text));
    expect(others.map(([file]) => file).sort()).toEqual(composing);
  });

  it.each(Object.entries(SLICES_IN))('is named by each file that composes slices: %s', (folder, category) => {
    const named = new RegExp(`[/|']${folder}[/|']|'${category}'`);
    expect(composing.filter((file) => !named.test(SOURCES.get(file) ?? ''))).toEqual([]);
  });
});

describe('an engine of the log', () => {
  it.each(['InMemoryEventStore', 'EventStoreDbEventStore'])(
    'is chosen by the file of its recipe and no other: %s',
    (engine) => {
      const outside = naming(engine).filter((file) => !/^src\/log\/(in-memory|eventstoredb)\//.test(file));
      expect(outside).toEqual(sourcesOf('An engine of the log').filter((file) => !file.includes('jsonl')));
    },
  );
});

describe('every engine of the log', () => {
  it('is held to the contract', () => {
    const contracts = readdirSync(join(ROOT, 'test/contracts'))
      .map((file) => readFileSync(join(ROOT, 'test/contracts', file), 'utf8'))
      .join();
    const engines = [...SOURCES].flatMap(([file, text]) =>
      file.startsWith('src/log/')
        ? [...text.matchAll(/^export class (\w+) extends EventStore\b/gm)].map(([, name = '']) => name)
        : [],
    );
    expect(engines.length).toBeGreaterThan(2);
    expect(engines.filter((engine) => !contracts.includes(engine))).toEqual([]);
  });
});

function recipeIn(text: string): [string, Recipe] {
  const [, name = '', count = ''] = /^(.+): ([a-z]+) files$/m.exec(text) ?? [];
  const steps = [...text.matchAll(/^(\d+)\. (?:\[`([^`]+)`\]\(([^)]+)\)|`([^`]+)`)/gm)].map(
    ([, number, linked, link, made]): Step => ({ number: Number(number), file: linked ?? made ?? '', link }),
  );
  return [name, { claimed: WORDS.indexOf(count), steps, text }];
}

function recipe(name: string): Recipe {
  const found = RECIPES.get(name);
  if (found === undefined) throw new Error(`No recipe is called ${name}`);
  return found;
}

/** The files of a recipe that the service is built from, or whose rules it is held to. */
function sourcesOf(name: string): string[] {
  const files = recipe(name).steps.map(({ file }) => file);
  return files.filter((file) => /^(src|projections|read-models)\/|^\.dependency/.test(file)).sort();
}

/** The files that the text of a recipe links outside its steps. */
function linksIn(name: string): readonly string[] {
  return [...recipe(name).text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);
}

/** The same files of another part of the year. */
function inPart(part: string, files: readonly string[]): string[] {
  return files.map((file) => file.replace('emulation-years/sessions/session.', `emulation-years/${part}.`)).sort();
}

function kindOf(file: string): string {
  return basename(file).replace(/^.*\.(?=\w+\.ts$)/, '');
}

/** Every source that says the word. */
function naming(word: string): string[] {
  return filesThatSay(new RegExp(`\\b${word}\\b`));
}

function filesThatSay(words: RegExp, certain: readonly string[] = []): string[] {
  return [...SOURCES]
    .filter(([file, text]) => certain.includes(file) || words.test(text))
    .map(([file]) => file)
    .sort();
}

function halves(files: readonly string[], first: (file: string) => boolean): [string[], string[]] {
  return [files.filter(first), files.filter((file) => !first(file))];
}

function within(folder: string): (file: string) => string {
  return (file) => `${folder}/${file}`;
}
