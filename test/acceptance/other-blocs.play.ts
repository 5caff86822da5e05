import { RULEBOOK_OF_SEVEN } from '../../src/cli/demo/rulebooks.js';
import type { Request } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';

/** A superior council, which may enter what any report tells. */
const COUNCIL: TokenClaims = { subject: 'hoi-dong', name: 'Hội đồng TĐKT', role: 'council' };
const SOURCE = { source: { title: 'Báo cáo tổng kết của khối', publisher: 'Cổng thông tin điện tử' } };

/** Four units [SYN], of which the blocs of these scenarios are made. */
export const UNITS = ['don-vi-a', 'don-vi-b', 'don-vi-c', 'don-vi-d'] as const;
const [A] = UNITS;

/** Done here: in a year, and between two, by the secretary of the bloc. */
export function does(path: string, date: string, body: object): Request {
  const bloc = /^\/blocs\/([^/]+)\/(years|hand-overs)/.exec(path)?.[1];
  const by: TokenClaims =
    bloc === undefined ? COUNCIL : { subject: `thu-ky-${bloc}`, name: 'Thư ký khối', role: 'secretary', bloc };
  return { by, path, body: { occurredOn: { date }, ...body } };
}

export function representativeOf(unit: (typeof UNITS)[number]): TokenClaims {
  return { subject: `dai-dien-${unit}`, name: 'Đại diện đơn vị', role: 'representative', unit };
}

/** Entered from a report. */
export function told(path: string, date: string, body: object): Request {
  return { by: COUNCIL, path, body: { occurredOn: { date }, ...body, claim: SOURCE } };
}

export const units: readonly Request[] = UNITS.map((unitId) => {
  const name = { vi: `Đơn vị ${unitId.at(-1)?.toUpperCase()}` };
  return does('/units', '2010-01-01', { unitId, kind: 'OTHER', name: { full: name, short: name } });
});

/** A bloc of the four units, with the first as its head of 2024, and that year opened. */
export function blocOf(blocId: string, more: object = {}): readonly Request[] {
  return [
    does('/blocs', '2015-01-01', {
      ...{ blocId, kind: 'BLOC', name: { vi: `Khối thi đua ${blocId}` }, labels: {}, aliases: [] },
      ...{ parent: { kind: 'EXTERNAL', name: 'Hội đồng TĐKT tỉnh' }, ...more },
    }),
    ...UNITS.map((unitId) => does(`/blocs/${blocId}/members`, '2015-01-02', { unitId })),
    does(`/blocs/${blocId}/first-leadership`, '2024-01-02', { forYear: '2024', head: A, deputies: [] }),
    opening(blocId, '2024', { from: '2024-01-01', to: '2024-12-31' }),
  ];
}

export function opening(blocId: string, year: string, period: Readonly<{ from: string; to: string }>): Request {
  return does(`/blocs/${blocId}/years`, period.from, { year, label: { vi: `Năm thi đua ${year}` }, period });
}

/** The rules of the year 2024, published under the id of the bloc and adopted. */
export function ruledBy(blocId: string, content: object, adoptedOn = '2024-01-03'): readonly Request[] {
  return [published(blocId, content), adopting(blocId, adoptedOn)];
}

export function published(rulebookId: string, content: object): Request {
  return does(`/rulebooks/${rulebookId}/versions`, '2024-01-02', { content: { ...RULES, ...content } });
}

export function adopting(blocId: string, day: string): Request {
  return does(`${yearOf(blocId)}/rulebook`, day, { rulebookId: blocId, version: 1 });
}

export function yearOf(blocId: string, year = '2024'): string {
  return `/blocs/${blocId}/years/${year}`;
}

export const RULES: Rulebook = {
  ...RULEBOOK_OF_SEVEN,
  pledge: { ...RULEBOOK_OF_SEVEN.pledge, requiredForScoring: false },
  obligatorySteps: [],
};

/** A table of these lines alone, on a scale of that many points. */
export function scoredBy(criteria: readonly object[], scale = '100', more: object = {}): object {
  return { scoring: { ...RULES.scoring, scale, criteria, knockOuts: [], ...more }, ranking: RANKING };
}

const RANKING = { tiePrecision: 'EXACT', tieKeys: [], promoteNext: false };

/** The agreed sheet of each unit, told by a report. */
export function sheets(blocId: string, lines: Readonly<Record<string, object>>, scope?: object): Request {
  return told(`${yearOf(blocId)}/scores/agreed-sheets`, '2024-12-20', {
    sheets: Object.entries(lines).map(([unitId, line]) => ({
      unitId,
      lines: [line],
      ...(scope === undefined ? {} : { scope }),
    })),
  });
}
