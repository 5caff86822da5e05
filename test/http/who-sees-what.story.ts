import { published as rulebookPublished, RULEBOOK } from '../support/mothers/rulebooks.js';
import { claimed } from '../support/given.js';
import { told, type Told } from '../support/history.js';
import type { Event, Warning } from '../../src/kernel/event.js';
import { led } from '../support/mothers/blocs.js';
import { report, representativeOf, secretary } from '../support/mothers/origins.js';
import { signed } from '../support/mothers/pledge.js';
import { launched } from '../support/mothers/movements.js';
import { computed, corrected, published } from '../support/mothers/ranking.js';
import { A3, agreed, appraised, submitted } from '../support/mothers/scoring.js';
import { BLOC, inYear, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { registered, TRANSPORT } from '../support/mothers/units.js';
import {
  assented,
  attended,
  ballot,
  conferred,
  convened,
  count,
  listed,
  on,
  proposed,
  tallied,
} from '../support/mothers/voting.js';
import { COMMENDATION, DECIDED, OF_NO_BLOC, REVIEWED } from './who-sees-what.commendations.js';

const YEAR = `/blocs/${BLOC}/years/2024`;
const STREAM = `emulationYear-${BLOC}--2024`;
export const STAGES = ['running', 'ranked', 'published'] as const;
export type Stage = (typeof STAGES)[number];

/** What is asked of an operation, by the second column. */
export const PATHS: Readonly<Record<string, (of: string) => string>> = {
  ListUnits: () => '/units',
  GetUnit: (of) => `/units/${of}`,
  ListPredecessorsOfUnit: (of) => `/units/${of}/predecessors`,
  ListYearsOfUnit: (of) => `/units/${of}/years`,
  ListProposalsOfUnit: (of) => `/units/${of}/proposals`,
  ListRulebooks: () => '/rulebooks',
  GetRulebook: () => `/rulebooks/${RULEBOOK}`,
  GetRulebookVersion: (of) => `/rulebooks/${RULEBOOK}/versions/${of}`,
  ListMovements: () => '/movements',
  GetMovement: (of) => `/movements/${of}`,
  ListDocuments: (of) => `/documents?number=${encodeURIComponent(of)}`,
  ListCitations: (of) => `/documents/citations?number=${encodeURIComponent(of)}`,
  ListBlocs: () => '/blocs',
  GetBloc: () => `/blocs/${BLOC}`,
  ListBlocYears: () => `/blocs/${BLOC}/years`,
  ListStatistics: () => `/blocs/${BLOC}/statistics`,
  GetBlocYear: () => YEAR,
  GetPledgeStatus: () => `${YEAR}/pledge`,
  GetOwnAwards: () => `${YEAR}/awards`,
  GetRanking: () => `${YEAR}/rankings`,
  GetRankingExplanation: (of) => `${YEAR}/rankings/explanation/${of}`,
  ListScoreSheets: () => `${YEAR}/scores`,
  GetScoreSheet: (of) => `${YEAR}/scores/${of}`,
  ListVotes: () => `${YEAR}/votes`,
  GetBallot: (of) => `${YEAR}/ballots/${of}`,
  GetAssent: (of) => `${YEAR}/assents/${of}`,
  GetAgreedList: (of) => `${YEAR}/agreed-lists/${of}`,
  GetProposals: () => `${YEAR}/proposals`,
  ListCommendations: (of) => `/commendations${of === '' ? '' : `?bloc=${of}`}`,
  ListCouncilReviews: () => '/council-reviews',
  GetCouncilReview: (of) => `/council-reviews/${of}`,
  GetCommendation: (of) => `/commendations/${of}`,
  GetProposal: (of) => `${YEAR}/proposals/${of}`,
  SearchAuditEvents: (of) => `/audit/events?${SEARCHES[of] ?? ''}`,
  GetAuditEvent: (of) => `/audit/events/${EVENTS[of]?.join('@')}`,
  GetRecordedEvent: (of) => `/audit/streams/${EVENTS[of]?.join('/events/')}`,
};

const SEARCHES: Readonly<Record<string, string>> = {
  everything: 'limit=200',
  'the bloc': `limit=200&bloc=${BLOC}`,
  'a document': 'document=09/BB',
  'a unit of no bloc': 'unit=so-gtvt-lang-son',
};

/** One that the member sent: subject, role, unit; its fellow of another unit has the same subject. */
const MEMBER = { ...representativeOf('lao-cai'), subject: 'thidua-ledger|representative' };

const withReasons = (unitId: string) => {
  const { type, data } = appraised(unitId, A3[unitId]);
  return { type, data: { ...data, lines: data.lines.map((line) => ({ ...line, reason: `LYDO-${unitId}` })) } };
};

/** What a rule saw that a claim broke: the counts of a vote, in events that are open themselves. */
const COUNTED: Warning = {
  code: 'THRESHOLD_NOT_MET',
  rule: 'R23',
  facts: { votes: 3, base: 7, threshold: '≥ 4/5', questionId: 'BA-TREN-BAY' },
};
/** And a figure of the card of Điện Biên. */
const OUTSIDE: Warning = {
  code: 'SCORE_OUT_OF_RANGE',
  rule: 'R09',
  facts: { criterion: 'phan-3', criterionId: 'phan-3', value: '177.77', min: '0', max: '100' },
};
const warned = (fact: Event, warning: Warning, more: object = {}): Told<Event> =>
  told(fact, { mode: { kind: 'CLAIM', source: report }, warnings: [warning], ...more });

const CLAIMS: readonly Told<Event>[] = [
  warned(
    {
      type: 'HeadElected',
      data: {
        ...on,
        ...{ forYear: '2025', unitId: 'cao-bang' },
        basis: { kind: 'BALLOT', ballotId: 'suy-ton', questionId: 'truong-cum' },
      },
    },
    COUNTED,
  ),
  warned(signed(inYear('2024-03-20'), 'lao-cai'), COUNTED),
  warned(conferred({ awardId: 'bang-khen-khac' }), COUNTED),
  claimed<Event>(proposed({ proposalId: 'de-nghi-2' })),
];

/** Of one decision: zero points bar a unit, and each event has all warnings. */
const CORRECTION: readonly Told<Event>[] = [
  warned(corrected('dien-bien', A3['dien-bien'] ?? ['0', '0', '0']), OUTSIDE),
  warned(
    {
      type: 'UnitExcluded',
      data: {
        ...inYear('2025-04-01'),
        ...{ unitId: 'dien-bien', ground: 'zero-phan-3', excludedFrom: 'AWARDS', reason: 'Điểm liệt: phan-3' },
      },
    },
    OUTSIDE,
    { causationId: `${STREAM}@${year2024().length + 20}` },
  ),
];

/** Of the year by its stream alone. */
const UNNAMED = told<Event>({ type: 'ScoringReopened', data: { unitId: 'son-la' } }, {}, STREAM);

/** Of a unit that parts with some of its work. */
const SPLIT: readonly Told<Event>[] = [
  {
    type: 'UnitSplit',
    data: { unitId: TRANSPORT, occurredOn: { date: '2024-02-01' }, into: ['so-xay-dung-lang-son'], ends: false },
  },
];

export const RUNNING: readonly Told<Event>[] = [
  ...led,
  registered(),
  ...SPLIT,
  rulebookPublished(1),
  launched({ name: { vi: 'Phong trào thi đua của Cụm thi đua 7 tỉnh' } }),
  ...year2024(),
  told(submitted('lao-cai', A3['lao-cai']), { origin: MEMBER }),
  convened(),
  attended(SEVEN),
  {
    type: 'UnitExcluded',
    data: {
      ...inYear('2025-03-21'),
      ...{ unitId: 'son-la', ground: 'vi-pham-phap-luat', excludedFrom: 'AWARDS', reason: 'GIAY-LAM-VIEC' },
      document: { number: '09/BB', title: 'Biên bản GIAY-LAM-VIEC' },
    },
  },
  submitted('dien-bien', A3['dien-bien']),
  withReasons('lao-cai'),
  withReasons('dien-bien'),
  agreed('lao-cai', A3['lao-cai']),
  claimed<Event>(computed()),
  told(ballot(), { origin: secretary() }),
  { type: 'VoterRecused', data: { ...on, ballotId: 'suy-ton', unitId: 'son-la', reason: 'CHUYEN-RIENG' } },
  tallied([count(6, 1, 'PASSED')]),
  assented(),
  listed([{ form: 'PROVINCE_FLAG', count: 1, unitIds: ['cao-bang'] }]),
  proposed(),
  conferred(),
  ...CLAIMS,
  ...CORRECTION,
  UNNAMED,
  ...COMMENDATION,
  REVIEWED,
  ...OF_NO_BLOC,
];

/** Nothing in it is public. */
export const RANKED: readonly Told<Event>[] = [
  ...SEVEN.filter((unitId) => unitId !== 'lao-cai').map((unitId) => agreed(unitId, A3[unitId])),
  computed(A3, { version: 2 }),
  {
    type: 'UnitClassified',
    data: {
      ...inYear('2025-03-22'),
      scope: {},
      classes: [{ unitId: 'dien-bien', classification: 'HANG-A', reason: 'GIAY-LAM-VIEC' }],
      basis: 'GIAY-LAM-VIEC',
    },
  },
];

/** One place, class, proposal and vote of several; what comes after them is not public. */
export const PUBLISHED: readonly Told<Event>[] = [
  published(
    { version: 2, ranks: [1] },
    { part: 'CLASSES', scope: {}, of: [{ unitId: 'dien-bien' }] },
    { part: 'PROPOSALS', proposalIds: ['de-nghi-1'] },
    { part: 'VOTES', votes: [{ kind: 'BALLOT', voteId: 'suy-ton' }] },
  ),
  DECIDED,
];

const EVENTS: Readonly<Record<string, readonly [stream: string, revision: number]>> = {
  'what the member sent': [STREAM, year2024().length],
  'a vote': [STREAM, year2024().length + 9],
  'a registration': ['unit-so-gtvt-lang-son', 0],
  'one that names no bloc': [
    STREAM,
    RUNNING.length - led.length - SPLIT.length - 4 - COMMENDATION.length - 1 - OF_NO_BLOC.length,
  ],
  'a complaint': ['commendation-cum-7-tinh--2024--giay-khen--lao-cai', 2],
  'a complaint of no bloc': ['commendation-khong-cum', 1],
  'a council review': ['councilReview-hop-2024', 0],
};

export const LETTERS: readonly (readonly [letter: string, found: RegExp])[] = [
  ['o', /Cụm thi đua 7 tỉnh|Quy chế chấm điểm|Sở Giao thông|bang-khen-lao-cai|SPLIT/],
  ['1', /"rank":1\b/],
  ['2', /"rank":2\b/],
  ['T', /961[.,]25/],
  ['t', /968[.,]50/],
  ['C', /LYDO-lao-cai/],
  ['c', /LYDO-dien-bien/],
  ['v', /"outcome":"(PASSED|AGREED)"/],
  ['V', /CHUYEN-RIENG/],
  ['p', /de-nghi-1/],
  ['w', /GIAY-LAM-VIEC/],
  ['n', /BA-TREN-BAY/],
  ['f', /177[.,]77/],
  ['k', /HANG-A/],
  ['d', /TO-TRINH/],
  ['z', /NGUOI-TO-CAO/],
  ['a', /99\/QD-TANG/],
  ['x', /DUOC-CHON/],
  ['X', /KHONG-CHON/],
  ['y', /XET-CO/],
];

export type Claims = Readonly<Record<string, unknown>>;
const rep = (unit: unknown, more: Claims = {}) => ({ sub: 'representative', role: 'representative', unit, ...more });
const HOME = { bloc: BLOC };
const ABROAD = { bloc: 'khoi-khac' };

/** By the heading of the column. */
export const CALLERS: Readonly<Record<string, readonly Claims[]>> = {
  Superior: [
    ...['council', 'administrator', 'inspector'].map((role) => ({ sub: role, role })),
    { sub: 'council', role: 'council', ...ABROAD },
  ],
  Secretary: [{ sub: 'secretary', role: 'secretary', ...HOME }],
  Appraiser: [{ sub: 'appraiser', role: 'appraiser', unit: 'son-la', ...HOME }],
  Member: [rep('lao-cai'), rep('lao-cai', ABROAD)],
  'Other secretary': [
    { sub: 'secretary', role: 'secretary', ...ABROAD },
    { sub: 'secretary', role: 'secretary', unit: 'lao-cai', ...ABROAD },
  ],
  Other: [
    rep('yen-bai'),
    rep('yen-bai', HOME),
    rep('so-gtvt-lang-son'),
    { sub: 'representative', role: 'appraiser', unit: 'lao-cai', ...ABROAD },
  ],
  Public: [
    { sub: 'dashboard', role: 'dashboard' },
    { sub: 'representative', role: 'dashboard', unit: 'lao-cai', ...HOME },
  ],
};

/** What may stand in the place of an id without being one. */
const ODD: readonly unknown[] = [null, '', ' ', [BLOC], [], 7, true, {}, { id: BLOC }, '*', 'Cụm 7 tỉnh'];
export const INCOMPLETE: readonly Claims[] = [undefined, ...ODD].flatMap((odd) => [
  { sub: 'x', role: 'secretary', bloc: odd },
  { sub: 'x', role: 'secretary', bloc: odd, unit: 'lao-cai' },
  { sub: 'x', role: 'appraiser', bloc: odd, unit: 'son-la' },
  { sub: 'x', role: 'appraiser', bloc: BLOC, unit: odd },
  { sub: 'x', role: 'representative', bloc: BLOC, unit: odd },
]);
/** Where no bloc or unit is needed, an odd one is still no right one. */
export const ODDLY_ADORNED: readonly Claims[] = ODD.flatMap((odd) =>
  ['council', 'administrator', 'inspector', 'dashboard'].flatMap((role) => [
    { sub: 'x', role, bloc: odd },
    { sub: 'x', role, unit: odd },
  ]),
);
