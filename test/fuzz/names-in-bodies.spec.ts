import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from './document.js';
import { MAKES } from './story.js';
import { KIND_WORDS } from '../../src/kernel/kind-words.js';
import { NAMED_BY } from './named-by.js';
import type { Criterion, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { rulebook } from '../support/mothers/seven-provinces.js';
import { type Answered, type Outgoing, SeededService } from './seeded-service.js';

const NOWHERE = 'khong-co-that';
const NO_ADDRESS = 'khong-co-dia-chi';

type Json = Record<string, unknown>;
type Sent = Readonly<{ operation: string; what: string; answer: Answered }>;

/** 404 is said of addresses alone: what a body names and is not there is 422, so that nobody looks for a wrong address. */
describe('what does not exist', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });
  afterAll(() => seeded?.stop());

  async function eachSent(
    changed: (request: Outgoing, of: Operation) => readonly (readonly [string, Outgoing])[],
  ): Promise<readonly Sent[]> {
    const service = seeded ?? (await SeededService.start());
    const sent: Sent[] = [];
    for (const operation of service.operations.filter(({ method }) => method === 'POST')) {
      for (const nth of changed(service.inOrder(operation), operation).keys()) {
        const [what, request] = changed(service.inOrder(operation), operation)[nth] ?? [];
        if (what === undefined || request === undefined) continue;
        sent.push({ operation: operation.id, what, answer: await service.send(request) });
      }
    }
    return sent;
  }

  const requestIn = (year: string, id: string, body: object): Outgoing => {
    const operation = seeded?.operations.find((one) => one.id === id);
    if (seeded === undefined || operation === undefined) throw new Error(`There is no ${id}`);
    return seeded.inOrder(operation, {
      path: { year, rulebookId: `cua-${year}` },
      body: { occurredOn: { date: `${year}-01-03` }, ...body },
    });
  };

  const mustBeTaken = async (request: Outgoing): Promise<void> => {
    const { status, body } = (await seeded?.send(request)) ?? { status: 0, body: {} };
    if (status !== 201) throw new Error(`${request.path}: ${status} ${JSON.stringify(body)}`);
  };

  /** The year, under a rulebook that has an option to choose, and scopes. */
  async function openYear(year: string): Promise<void> {
    await mustBeTaken(
      requestIn(year, 'OpenEmulationYear', { year, period: { from: `${year}-01-01`, to: `${year}-12-31` } }),
    );
    await mustBeTaken(requestIn(year, 'PublishRulebook', { content: WITH_EVERYTHING }));
    await mustBeTaken(requestIn(year, 'AdoptRulebook', { rulebookId: `cua-${year}` }));
  }

  /** What no text of an example can name, since the example leaves it out, or has a number or another kind there. */
  async function namedInVain(): Promise<readonly Sent[]> {
    await openYear('2023');
    const sent: Sent[] = [];
    for (const [operation, year, body] of IN_VAIN) {
      const answer = (await seeded?.send(requestIn(year, operation, body))) ?? {
        status: 0,
        type: '',
        location: null,
        body: {},
      };
      sent.push({ operation, what: JSON.stringify(body), answer });
    }
    expect(sent.filter(({ answer }) => answer.body['code'] !== 'UNKNOWN_REFERENCE').map(inShort)).toEqual([]);
    return sent;
  }

  it('is 422 where the body names it, whichever field of whichever command, and names what there is', async () => {
    const sent = await eachSent((request, { id }) =>
      textsIn(JSON.parse(String(request.body)) as Json)
        .filter((pointer) => pointer !== `/${MAKES[id]}`)
        .map((pointer) => [pointer, withText(request, pointer)] as const),
    );
    expect(sent.length).toBeGreaterThan(120);
    expect(sent.filter(({ answer }) => answer.status === 404).map(inShort)).toEqual([]);
    const all = [...sent, ...(await namedInVain())];
    const unknown = all.filter(({ answer }) => String(answer.body['code']).startsWith('UNKNOWN_'));
    expect(unknown.filter(({ answer }) => answer.status !== 422).map(inShort)).toEqual([]);
    expect(new Set(unknown.map(({ answer }) => answer.body['code']))).toEqual(
      new Set(['UNKNOWN_UNIT', 'UNKNOWN_RULEBOOK', 'UNKNOWN_REFERENCE']),
    );
    const references = unknown.filter(({ answer }) => answer.body['code'] === 'UNKNOWN_REFERENCE');
    const kinds = new Set(references.map(({ answer }) => String(factsOf(answer)['kind'])));
    expect([...kinds].sort()).toEqual(kindsNamed('BODY'));
    const listed = references.filter(({ answer }) => OF_THE_RULEBOOK.has(String(factsOf(answer)['kind'])));
    expect(listed.filter(({ answer }) => !Array.isArray(factsOf(answer)['allowed'])).map(inShort)).toEqual([]);
    expect(references.filter(({ answer }) => !saysTheWord(answer)).map(inShort)).toEqual([]);
  });

  it('is 409 where the body does not name it: the year has not come so far', async () => {
    const service = seeded ?? (await SeededService.start());
    await openYear('2026');
    const sent = [];
    // From the end of the course to its beginning, so that nothing is there yet for any of them.
    for (const { id, method, path } of [...service.operations].reverse()) {
      if (method !== 'POST' || !path.includes('{year}') || /Session|Attendance|Close|Adopt/.test(id)) continue;
      const request = requestIn('2026', id, {});
      sent.push({ operation: id, what: 'in a new year', answer: await service.send(request), request });
    }
    const unknown = sent.filter(({ answer }) => String(answer.body['code']).startsWith('UNKNOWN_'));
    const unnamed = unknown.filter(({ answer, request }) => {
      const { id, unit } = factsOf(answer);
      return answer.status === 422 && !leavesOf(JSON.parse(String(request.body))).includes(String(id ?? unit));
    });
    expect(unnamed.map(inShort)).toEqual([]);
    const missing = sent.filter(({ answer }) => answer.body['code'] === 'NOT_ON_RECORD');
    expect(missing.filter(({ answer }) => answer.status !== 409).map(inShort)).toEqual([]);
    expect(missing.map(({ operation }) => operation).sort()).toEqual(WANT_MORE);
  });

  it('is 404 where the address names it', async () => {
    const sent = await eachSent((request, { path }) =>
      [...path.split('/').entries()]
        .filter(([, segment]) =>
          /^\{(session|ballot|assent|proposal|award|unit|bloc|movement|commendation|complaint|councilReview)Id\}$|^\{year\}$/.test(
            segment,
          ),
        )
        .map(([place, segment]) => [segment, at(request, place, segment === '{year}' ? '1999' : NO_ADDRESS)] as const),
    );
    const unknown = sent.filter(({ answer }) => String(answer.body['code']).startsWith('UNKNOWN_'));
    const addressed = unknown.filter(({ answer }) => /khong-co-dia-chi|1999/.test(JSON.stringify(factsOf(answer))));
    expect(addressed.filter(({ answer }) => answer.status !== 404).map(inShort)).toEqual([]);
    expect(addressed.length).toBeGreaterThan(80);
    // An objection may become known before the assent that it ends.
    const taken = sent.filter(({ answer }) => answer.status === 201).map(inShort);
    expect(taken).toEqual(['RecordObjection {assentId}: 201 undefined undefined']);
  });
});

/** What the rulebook of the year lists, so that the answer lists it. */
const OF_THE_RULEBOOK = new Set(['criterion', 'option', 'form', 'track', 'sub-period', 'group', 'exclusion']);

function kindsNamed(by: 'BODY' | 'ADDRESS'): readonly string[] {
  return Object.entries(NAMED_BY)
    .filter(([, named]) => named === by)
    .map(([kind]) => kind)
    .sort();
}

const CHOICE: Criterion = {
  ...{ id: 'lua-chon', max: '20', kind: 'OPTIONS', title: { vi: 'Lựa chọn' }, notApplicable: 'FORBIDDEN' },
  options: [{ id: 'tot', title: { vi: 'Tốt' }, points: '20' }],
};

const WITH_EVERYTHING: Rulebook = {
  ...rulebook,
  scoring: {
    ...rulebook.scoring,
    overflow: 'ALLOWED',
    criteria: [...rulebook.scoring.criteria, CHOICE],
    tracks: ['kinh-te'],
    subPeriods: ['quy-1'],
    groups: [{ id: 'nhom-1', unitIds: ['dien-bien'] }],
  },
};

const scored = (line: object, scope: object = {}) => ({ unitId: 'dien-bien', lines: [line], scope });
const PART = { criterionId: 'phan-1', mark: '500.25' };

const IN_VAIN: readonly (readonly [operation: string, year: string, body: object])[] = [
  ['SubmitSelfScore', '2023', scored({ criterionId: 'lua-chon', option: NOWHERE })],
  ['SubmitSelfScore', '2023', scored(PART, { track: NOWHERE })],
  ['SubmitSelfScore', '2023', scored(PART, { subPeriod: NOWHERE })],
  ['SubmitSelfScore', '2023', scored(PART, { group: NOWHERE })],
  ['RelieveRepresentative', '2024', { person: { name: 'Người Không Có' }, officeCode: 'CHAIRMAN' }],
  ['SucceedDuty', '2024', { from: 'lao-cai', to: 'cao-bang' }],
  ['ProposeCommendation', '2024', { proposalId: 'thu', nominees: [], basis: { kind: 'ASSENT', assentId: NOWHERE } }],
  ['ProposeCommendation', '2024', { proposalId: 'thu', nominees: [], basis: { kind: 'AGREED_LIST', listId: NOWHERE } }],
  ['ComputeRanking', '2024', { scope: { subject: NOWHERE } }],
  [
    'AgreeRanking',
    '2024',
    { groups: [{ rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: true }], decision: NOWHERE },
  ],
  ['OpenBallot', '2024', { ballotId: 'thu', sessionId: NOWHERE }],
  ['ConferMovementAward', '2024', { awardId: 'thu', reviewId: NOWHERE }],
  ['RecordUnanimousAssent', '2024', { assentId: 'thu', sessionId: NOWHERE }],
  ['RecordAgreedList', '2024', { listId: 'thu', sessionId: NOWHERE }],
  ['PublishResult', '2024', { parts: [{ part: 'RANKING', scope: {}, ranks: [99], pointsShown: false }] }],
  [
    'PublishResult',
    '2024',
    { parts: [{ part: 'CLASSES', scope: {}, of: [{ unitId: 'dien-bien', subjectId: NOWHERE }] }] },
  ],
  ['PublishResult', '2024', { parts: [{ part: 'PROPOSALS', proposalIds: [NOWHERE] }] }],
  ['LiftExclusion', '2023', { unitId: 'dien-bien', ground: NOWHERE }],
  ['TakeUpProposal', '2024', { unitId: NOWHERE }],
  ['RevokeAward', '2024', { of: { collectives: { named: [{ name: NOWHERE }] } } }],
  ['DraftPledge', '2024', { targets: [{ unitId: 'dien-bien', content: 99, focus: 'Du lịch' }] }],
];

/** The commands that cannot come first in a year, and do not name what must be there. */
const WANT_MORE = ['BreakTie', 'ComputeRanking', 'PublishResult', 'RecordHeadOfYear', 'ReviseSelfScore'];

function leavesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

const factsOf = ({ body }: Answered): Json => body['facts'] as Json;

function saysTheWord(answer: Answered): boolean {
  const { vi, en } = answer.body['messages'] as Readonly<{ vi: string; en: string }>;
  const words = KIND_WORDS[String(factsOf(answer)['kind']) as keyof typeof KIND_WORDS];
  return vi.includes(words.vi) && en.includes(words.en);
}

function inShort({ operation, what, answer: { status, body } }: Sent): string {
  return `${operation} ${what}: ${status} ${String(body['code'])} ${JSON.stringify(body['facts'])}`;
}

/** The pointers of all texts of the body, but for those about the source and the day. */
function textsIn(value: unknown, pointer = ''): readonly string[] {
  if (typeof value === 'string') return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !['claim', 'occurredOn', 'content'].includes(name))
    .flatMap(([name, inside]) => textsIn(inside, `${pointer}/${name}`));
}

function withText(request: Outgoing, pointer: string): Outgoing {
  const body = JSON.parse(String(request.body)) as Json;
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const of = names.reduce<Json>((inside, name) => inside[name] as Json, body);
  of[last] = NOWHERE;
  return { ...request, body: JSON.stringify(body) };
}

function at(request: Outgoing, place: number, segment: string): Outgoing {
  const segments = request.path.split('/');
  segments[place] = segment;
  return { ...request, path: segments.join('/') };
}
