import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { mintToken, type TokenOptions } from '../../src/cli/token.js';
import { FAULTS } from '../../src/http/problems/fault.js';
import { TestService } from '../support/service.js';

const read = (name: string): string => readFileSync(join('docs/operating', name), 'utf8');
const yaml = (name: string): unknown => load(read(name), { schema: CORE_SCHEMA });

type Rule = Readonly<{
  alert: string;
  expr: string;
  labels: Readonly<{ severity: string }>;
  annotations: Readonly<{ summary: string; description: string }>;
}>;
type Panel = Readonly<{ title: string; targets?: readonly Readonly<{ expr: string; legendFormat: string }>[] }>;
type Scrape = Readonly<{
  rule_files: readonly string[];
  scrape_configs: readonly Readonly<{ job_name: string; authorization: Readonly<{ credentials_file: string }> }>[];
}>;

const RULES = (
  yaml('thidua-ledger.rules.yaml') as Readonly<{ groups: readonly Readonly<{ rules: readonly Rule[] }>[] }>
).groups.flatMap(({ rules }) => rules);
const PANELS = (JSON.parse(read('grafana-board.json')) as Readonly<{ panels: readonly Panel[] }>).panels;
const SCRAPE = yaml('prometheus.yaml') as Scrape;
const TOKEN = read('thidua-ledger-scrape-token.service');

/** An expression of PromQL, with the labels that the words beside it name. */
type Expression = readonly [where: string, expr: string, spoken: readonly string[]];

const EXPRESSIONS = [
  ...RULES.map(({ alert, expr, annotations }): Expression => {
    return [alert, expr, found(JSON.stringify(annotations), /\$labels\.(\w+)/g)];
  }),
  ...PANELS.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }): Expression => [title, expr, found(legendFormat, /\{\{(\w+)\}\}/g)]),
  ),
];

/** Prometheus gives every figure these labels. */
const OF_A_TARGET = ['job', 'instance'];
/** What it makes itself of each scrape. */
const OF_A_SCRAPE = 'up 1\n';
const STATUSES = Object.values(FAULTS).map(({ status }) => String(status));

/** The labels of each figure with their values. */
type Figures = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

describe('the alert rules and the board', () => {
  let service: TestService;
  let figures: Figures;

  beforeAll(async () => {
    service = await TestService.start();
    await service.get('/health/ready');
    // The figure of appends is there from the first on.
    const council = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const name = { full: { vi: 'Tỉnh Điện Biên' }, short: { vi: 'Điện Biên' } };
    const registered = await service.post('/units', {
      token: council,
      body: { unitId: 'dien-bien', kind: 'PROVINCE', name },
    });
    expect(registered.status).toBe(201);
    const options = [...TOKEN.matchAll(/--(\w+) (\w+)/g)].map(([, name = '', value = '']) => [name, value] as const);
    const token = await mintToken(service.config, Object.fromEntries(options) as TokenOptions);
    const { status, body } = await service.get<string>('/metrics', { token });
    expect(status).toBe(200);
    figures = exportedIn(OF_A_SCRAPE + body);
  });
  afterAll(() => service.stop());

  it('are there', () => {
    expect(RULES.length).toBeGreaterThan(10);
    expect(PANELS.length).toBeGreaterThan(10);
  });

  it.each(EXPRESSIONS)('look at what the service exports: %s', (_, expr, spoken) => {
    const selectors = selectorsIn(expr);
    expect(bareNamesIn(expr)).toEqual([]);
    expect(selectors.map(({ figure }) => figure).filter((figure) => !figures.has(figure))).toEqual([]);
    const labels = [...OF_A_TARGET, ...selectors.flatMap(({ figure }) => [...(figures.get(figure)?.keys() ?? [])])];
    const grouped = found(expr, /\bby \(([^)]*)\)/g).flatMap((list) => list.split(', '));
    expect(labels).toEqual(expect.arrayContaining(grouped));
    expect(grouped.length > 0 ? grouped : labels).toEqual(expect.arrayContaining([...spoken]));
  });

  it.each(EXPRESSIONS)('ask labels for values that they can have: %s', (_, expr) => {
    for (const { figure, matchers } of selectorsIn(expr)) {
      const { job, ...others } = matchers;
      expect([figure, job]).toEqual([figure, SCRAPE.scrape_configs[0]?.job_name]);
      for (const [label, value] of Object.entries(others)) {
        const values = label === 'status' ? STATUSES : [...(figures.get(figure)?.get(label) ?? [])];
        const asked = new RegExp(`^(?:${value})$`);
        expect([figure, label, value, values.some((each) => asked.test(each))]).toEqual([figure, label, value, true]);
      }
    }
  });

  it('are told apart by whether they can wait, and say what to do', () => {
    for (const { alert, labels, annotations } of RULES) {
      expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(critical|warning)$/)]);
      expect([alert, annotations.summary, annotations.description]).toEqual([
        alert,
        expect.any(String),
        expect.stringMatching(/\.$/),
      ]);
    }
    expect(new Set(RULES.map(({ alert }) => alert)).size).toBe(RULES.length);
  });
});

describe('the scrape', () => {
  it('reads the rules that lie beside it and the token that is renewed', () => {
    for (const file of SCRAPE.rule_files) expect(read(file)).toContain('groups:');
    const [folder = ''] = found(TOKEN, /^RuntimeDirectory=(.+)$/gm);
    expect(SCRAPE.scrape_configs.map(({ authorization }) => authorization.credentials_file)).toEqual([
      `/run/${folder}/token`,
    ]);
    expect(TOKEN).toContain('"$RUNTIME_DIRECTORY/token"\'');
  });
});

type Selector = Readonly<{ figure: string; matchers: Readonly<Record<string, string>> }>;

const SELECTOR = /\b([a-z_]\w*)\{([^}]*)\}/g;

/** Each figure that the expression names, with the value or pattern that it asks each label for. */
function selectorsIn(expr: string): readonly Selector[] {
  return [...expr.matchAll(SELECTOR)].map(([, figure = '', conditions = '']) => {
    const asked = [...conditions.matchAll(/(\w+)(?:=~|!~|!=|=)"([^"]*)"/g)];
    return { figure, matchers: Object.fromEntries(asked.map(([, label = '', value = '']) => [label, value] as const)) };
  });
}

/** Names that are neither functions nor words of the language, and stand without the conditions that every figure needs. */
function bareNamesIn(expr: string): readonly string[] {
  const rest = expr.replace(SELECTOR, '').replace(/\[[^\]]*\]|\bby \([^)]*\)|\boffset \w+/g, '');
  const names = found(rest, /(?<![\w.])([a-zA-Z_:][\w:]*)(?!\w*\s*\()/g);
  return names.filter((name) => !['or', 'and', 'unless'].includes(name));
}

/** What the text of a scrape names. */
function exportedIn(text: string): Figures {
  const figures = new Map<string, Map<string, Set<string>>>();
  for (const [, figure = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = figures.get(figure) ?? new Map<string, Set<string>>();
    figures.set(figure, known);
    for (const [label, value] of labelsIn(labels)) known.set(label, (known.get(label) ?? new Set()).add(value));
  }
  return figures;
}

function labelsIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
}

/** The distinct matches of the first group of the pattern. */
function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}
