import type { LocalDate } from '../../src/kernel/instant.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { rulebook } from '../support/mothers/seven-provinces.js';

/** What differs between the rulebooks of the lives. */
export type Variant = Readonly<{
  promoteNext: boolean;
  severalForms: boolean;
  decisionRequired: boolean;
  rollUp: boolean;
}>;

const MAJORITY = { fraction: '1/2', comparison: 'MORE_THAN', base: 'ALL_MEMBERS' } as const;
const BALLOTS = {
  methods: ['UNANIMOUS_ASSENT', 'SHOW_OF_HANDS', 'SECRET_PAPER', 'AGREED_LIST'],
  threshold: MAJORITY,
  quorum: '1/2',
  writtenOpinions: 'ALLOWED',
} as const;

type Form = Rulebook['commendations']['forms'][number];

function form(id: string, quota: NonNullable<Form['quota']>, nominee: Form['nominee'] = 'ANY'): Form {
  const grantor = { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh' } as const;
  return { id, title: { vi: id }, kind: 'COMMENDATION', grantor, quota, nominee };
}

/** The forms of every rulebook of the lives, the highest first: one for who leads, two by number, two by shares. */
export const FORMS = [
  form('co-chinh-phu', { kind: 'COUNT', count: 1 }, 'LEADING'),
  form('co-tinh', { kind: 'COUNT', count: 2 }),
  form('bang-khen', { kind: 'SHARE', share: '1/2', base: 'REMAINING_AFTER_HIGHER' }),
  form('giay-khen', { kind: 'SHARE', share: '1/2', base: 'NOT_EXCLUDED' }),
] as const;

/** Grounds that keep out of the ranking, and out of awards. */
export const GROUNDS = ['cam-xep-hang', 'cam-khen'] as const;
export const TRACK = 'chuyen-mon';
export const HALVES = ['nua-dau', 'nua-cuoi'] as const;

/** Few points, so that ties are common; two halves and a track beside the whole. */
export function rulesOf({ promoteNext, severalForms, decisionRequired, rollUp }: Variant): Rulebook {
  const line = (id: string, max: string) =>
    ({ kind: 'JUDGED', id, title: { vi: id }, max, notApplicable: 'FORBIDDEN' }) as const;
  return {
    ...rulebook,
    pledge: { ...rulebook.pledge, deadline: '2025-01-12' as LocalDate },
    scoring: {
      ...rulebook.scoring,
      scale: '8',
      criteria: [{ ...line('phan-1', '5'), knockOutAtZero: true }, line('phan-2', '3')],
      knockOuts: GROUNDS.map((id) => ({
        id,
        title: { vi: id },
        excludesFrom: id === 'cam-khen' ? ('AWARDS' as const) : ('RANKING' as const),
        documentRequired: false,
      })),
      tracks: [TRACK],
      subPeriods: HALVES,
      ...(rollUp ? { rollUp: { subPeriods: { by: 'SUM' as const, precision: 'EXACT' as const } } } : {}),
    },
    ranking: {
      tiePrecision: 'EXACT',
      tieKeys: [{ key: 'CRITERION', criterionId: 'phan-1' }, { key: 'MEMBERS_VOTE' }, { key: 'HEAD_DECIDES' }],
      promoteNext,
    },
    voting: { ...rulebook.voting, commendation: BALLOTS, election: BALLOTS },
    commendations: { forms: FORMS, severalForms: severalForms ? 'ALLOWED' : 'FORBIDDEN', decisionRequired },
    obligatorySteps: ['SCORING', 'VOTE', 'PROPOSALS'],
  };
}
