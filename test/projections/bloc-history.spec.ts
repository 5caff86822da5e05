import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import { NOTHING_VISIBLE } from '../../read-models/visibility.js';
import { type BlocYear, unopenedYear } from '../../read-models/bloc-history/bloc-history.js';
import { MOST_ENTRIES } from '../../read-models/recording.js';
import { insideView as viewFor, publicView } from '../../read-models/bloc-history/year-view.js';
import type { BlocStatisticRecorded } from '../../src/emulation-years/conferral/conferral.events.js';
import type { EmulationYearClosed, HeadOfYearRecorded } from '../../src/emulation-years/frame/frame.events.js';
import { NOTHING_DONE } from '../../src/emulation-years/frame/steps.values.js';
import type { HeadElected } from '../../src/emulation-years/leadership/leadership.events.js';
import type { TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Event } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed } from '../support/given.js';
import { type History, historiesOf, told as toldWith, type Told } from '../support/history.js';
import { dutyHandedOver, flagHandedOver } from '../support/mothers/blocs.js';
import { contents, fiveOfSeven } from '../support/mothers/pledge.js';
import { published as placesPublished } from '../support/mothers/ranking.js';
import { BLOC, BLOC_NAME, fullName, inYear, members, RULEBOOK, year2024 } from '../support/mothers/seven-provinces.js';
import {
  attended,
  bothPassed,
  closed as ballotClosed,
  conferred,
  convened,
  meeting,
  objected,
  assented,
  proposed,
  ranked,
} from '../support/mothers/voting.js';

/** The year for who sees every card. */
const insideView = (row: BlocYear) => viewFor(row, { seesCard: () => true });

const history: (...facts: readonly Told<Event>[]) => History<BlocYear> = historiesOf(blocHistory);
const [KEY_2024, KEY_2025] = ['cum-7-tinh/2024', 'cum-7-tinh/2025'];

const conference = convened(inYear('2025-03-22'), 'tong-ket');
const closing = { ...conference, data: { ...conference.data, kind: 'CLOSING' as const, place: 'thành phố Lào Cai' } };

function statistic(value: string, statisticId = 'viec-lam'): BlocStatisticRecorded {
  const quantity = { value, qualifier: 'AT_LEAST', unit: 'lao động' } as const;
  return {
    type: 'BlocStatisticRecorded',
    data: { ...inYear('2025-03-22'), statisticId, title: 'Việc làm mới', quantity },
  };
}

const published = (...ranks: readonly number[]) => placesPublished({ ranks });

const elected: HeadElected = {
  type: 'HeadElected',
  data: { ...inYear('2025-03-22'), forYear: '2025', unitId: 'cao-bang', basis: { kind: 'UNKNOWN' } },
};

const headOf2025: HeadOfYearRecorded = {
  type: 'HeadOfYearRecorded',
  data: { ...inYear('2025-03-23', '2025'), leadership: { head: 'cao-bang', deputies: [] }, blocRevision: 10 },
};

const yearClosed: EmulationYearClosed = {
  type: 'EmulationYearClosed',
  data: { ...inYear('2025-05-01'), done: ['VOTE', 'AWARDS'], skipped: [{ step: 'SCORING', reason: 'Không chấm' }] },
};

/** S2 as far as its report tells: a vote without scores, a proposal, a batch of awards, the published order. */
const s2 = [
  ...meeting(),
  closing,
  attended(['cao-bang', 'dien-bien']),
  ranked('dien-bien', 'lao-cai', 'cao-bang'),
  ...bothPassed,
  ballotClosed,
  proposed(),
  conferred(),
  statistic('113000'),
  published(1, 2),
];

function yearOf(told: History<BlocYear>, key = KEY_2024): BlocYear {
  const row = told.row(key);
  if (row === undefined) throw new Error(`there is no ${key}`);
  return row;
}

describe('the history of a year', () => {
  it('begins with its opening, its members, its leaders and its rulebook', () => {
    const told = history(...year2024());
    const [opening, adoption] = [told.recording(0), told.recording(1)];
    const { pledge, conferral, visibility, ...row } = yearOf(told);
    expect(pledge).toMatchObject({ status: 'NOT_AGREED', expected: 7 });
    expect(visibility).toMatchObject({ members: members.map(({ unitId }) => unitId), declaredSize: 0, named: [] });
    expect(conferral).toMatchObject({ head: 'lao-cai', proposals: [], awards: [] });
    expect({ ...row, pledge: undefined, conferral: undefined, visibility: NOTHING_VISIBLE }).toEqual({
      ...unopenedYear(BLOC, '2024', '2024-01-01'),
      status: 'OPEN',
      opened: {
        value: {
          label: { vi: 'Năm thi đua 2024' },
          period: { from: '2024-01-01', to: '2024-12-31' },
          blocName: BLOC_NAME,
          actingHead: 'lao-cai',
        },
        recording: opening,
      },
      members: {
        value: {
          blocName: BLOC_NAME,
          members: members.map(({ unitId }) => ({ unitId, name: { vi: fullName(unitId) } })),
          namedBeside: [],
        },
        recording: opening,
      },
      leadership: { value: { head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] }, recording: opening },
      rulebook: { value: { rulebookId: RULEBOOK, version: 1 }, recording: adoption },
      steps: { acts: NOTHING_DONE, known: NOTHING_DONE },
    });
  });

  it('holds a conference that was held a year later (A2), with who was there', () => {
    const told = history(...s2);
    expect(yearOf(told).sessions.map(({ sessionId, units, guests }) => [sessionId, units.length, guests])).toEqual([
      ['tru-bi', 7, 1],
      ['tong-ket', 0, undefined],
    ]);
    expect(yearOf(told).sessions[1]?.convened).toEqual({
      value: {
        kind: 'CLOSING',
        from: onDay('2025-03-22'),
        to: onDay('2025-03-22'),
        online: false,
        place: 'thành phố Lào Cai',
      },
      recording: told.recording(meeting().length),
    });
  });

  it('tells the pledge as its own page does, in the year it is for', () => {
    const row = yearOf(history(...fiveOfSeven), KEY_2025);
    expect(row.pledge).toMatchObject({ status: 'PARTIAL', signed: 5, expected: 7, contents });
    expect(row.pledge?.pending.map(({ unitId }) => unitId)).toEqual(['ha-giang', 'son-la']);
  });

  it('shows figures as they were reported, and the last of one id alone (A12)', () => {
    const told = history(...year2024(), statistic('100000'), statistic('113000'), statistic('36000', 'thu-nsnn'));
    expect(yearOf(told).statistics.map(({ value }) => [value.statisticId, value.text])).toEqual([
      ['viec-lam', { vi: 'trên 113.000 lao động', en: 'over 113,000 lao động' }],
      ['thu-nsnn', { vi: 'trên 36.000 lao động', en: 'over 36,000 lao động' }],
    ]);
    expect(yearOf(told).statistics[0]).not.toHaveProperty('claims');
  });

  it('keeps an objection and a withdrawn proposal in the record, and counts neither as a step done', () => {
    const withdrawal = {
      type: 'ProposalWithdrawn',
      data: { ...inYear('2025-03-23'), proposalId: 'de-nghi-1', reason: 'Rút' },
    } as const;
    const row = yearOf(history(...meeting(), assented(), objected('son-la'), proposed(), withdrawal));
    expect(row.assents[0]?.objections.map(({ value }) => value.unitId)).toEqual(['son-la']);
    expect(row.conferral?.proposals[0]?.withdrawn?.value).toEqual({ reason: 'Rút' });
    expect(insideView(row).steps).toEqual({ done: [], skipped: ['SCORING'], open: ['VOTE', 'AWARDS'] });
  });

  it('says which steps are done, left out and open, and after the close what the close says', () => {
    const told = history(...s2);
    expect(insideView(yearOf(told)).steps).toEqual({
      done: ['VOTE', 'PROPOSALS', 'AWARDS'],
      skipped: ['SCORING'],
      open: [],
    });
    const row = yearOf(history(...s2, yearClosed));
    expect(row.status).toBe('CLOSED');
    expect(insideView(row).steps).toEqual({ done: ['VOTE', 'AWARDS'], skipped: ['SCORING'], open: [] });
  });

  it('puts the units of a broken tie in their order', () => {
    const tie = {
      ...ranked('dien-bien'),
      data: {
        ...ranked().data,
        groups: [{ rank: 1, subjects: [{ unitId: 'a' }, { unitId: 'b' }], orderKnown: false }],
      },
    };
    const broken: TieBroken = {
      type: 'TieBroken',
      data: {
        ...inYear('2025-03-21'),
        version: 1,
        scope: {},
        rank: 1,
        order: [{ unitId: 'b' }, { unitId: 'a' }],
        key: 'HEAD_DECIDES',
        reason: 'x',
      },
    };
    expect(insideView(yearOf(history(...year2024(), tie, broken))).rankings[0]?.places).toEqual([
      { rank: 1, subjects: [{ unitId: 'b' }], orderKnown: true },
      { rank: 2, subjects: [{ unitId: 'a' }], orderKnown: true, decidedBy: { key: 'HEAD_DECIDES' } },
    ]);
  });

  it('collects the warnings of its events', () => {
    const warning = { code: 'HEAD_UNKNOWN', rule: 'R35', facts: { year: '2025' } } as const;
    const told = history(...year2024(), toldWith(statistic('1'), { warnings: [warning] }));
    expect(yearOf(told).warnings).toEqual([{ warning, event: told.recording(2).event }]);
  });

  it('does not grow without bound, and says when it shows less than there is', () => {
    const many = Array.from({ length: MOST_ENTRIES + 5 }, (_, nth) => statistic('1', `so-${nth}`));
    const row = yearOf(history(...year2024(), ...many));
    expect(row.statistics).toHaveLength(MOST_ENTRIES);
    expect(publicView(row).complete).toBe(false);
    expect(publicView(yearOf(history(...s2))).complete).toBe(true);
  });

  it('told again is the same', () => {
    history(...s2, yearClosed, flagHandedOver('lao-cai', 'cao-bang'), ...fiveOfSeven).isTheSameToldAgain();
  });
});

describe('who leads a year', () => {
  it('stays unknown when only the flag was handed over for it (A11)', () => {
    const told = history(...fiveOfSeven, flagHandedOver('lao-cai', 'cao-bang'));
    const row = yearOf(told, KEY_2025);
    expect(row.leadership?.value).toEqual({ deputies: [] });
    expect(publicView(row).presiding).toBe('lao-cai');
    expect(row.handOvers.map(({ value: { what, from, to } }) => [what, from, to])).toEqual([
      ['FLAG', 'lao-cai', 'cao-bang'],
    ]);
  });

  it('is known from an election of the year before, the hand-over, and what the year itself records', () => {
    const facts = [...year2024(), elected, dutyHandedOver('lao-cai', 'cao-bang'), ...fiveOfSeven, headOf2025];
    const told = history(...facts);
    expect(yearOf(told).choices[0]?.value).toMatchObject({ duty: 'HEAD', forYear: '2025', unitId: 'cao-bang' });
    const handOver = { what: 'DUTY', from: 'lao-cai', to: 'cao-bang', forYear: '2025', decidedIn: '2024' };
    expect(yearOf(told).handOvers.map(({ value }) => value)).toEqual([handOver]);
    expect(yearOf(told, KEY_2025).handOvers.map(({ value }) => value)).toEqual([handOver]);
    expect(yearOf(told, KEY_2025).leadership?.value).toEqual({ head: 'cao-bang', deputies: [] });
    expect(insideView(yearOf(told)).steps?.done).toEqual(['ELECTION', 'HANDOVER']);
  });

  it('may be all that is known of a year that nobody has opened', () => {
    const told = history(dutyHandedOver('lao-cai', 'cao-bang'));
    expect(told.row(KEY_2025)).toMatchObject({ blocId: BLOC, year: '2025', status: 'NOT_OPENED', from: '2025-03-22' });
    expect(told.row(KEY_2024)).toMatchObject({ blocId: BLOC, year: '2024', status: 'NOT_OPENED' });
  });
});

describe('what the public sees of a year', () => {
  it('is the published ranks alone (A3)', () => {
    const [ranking] = publicView(yearOf(history(...s2))).rankings;
    expect(ranking?.places.map(({ rank, subjects }) => [rank, ...subjects.map(({ unitId }) => unitId)])).toEqual([
      [1, 'dien-bien'],
      [2, 'lao-cai'],
    ]);
    expect(ranking).toMatchObject({ partial: true });
    expect(ranking).not.toHaveProperty('points');
    expect(insideView(yearOf(history(...s2))).rankings[0]?.places).toHaveLength(3);
  });

  it('is nothing of a ranking that is not published', () => {
    expect(publicView(yearOf(history(...year2024(), ranked('dien-bien')))).rankings).toEqual([]);
  });

  it('is no working paper: no ballots, proposals, scores or open steps', () => {
    const inside = Object.keys(insideView(yearOf(history(...s2))));
    const shown = Object.keys(publicView(yearOf(history(...s2))));
    expect(inside.filter((field) => !shown.includes(field)).sort()).toEqual([
      ...['agreedLists', 'assents', 'ballots', 'classifications', 'corrections', 'exclusions', 'exempt'],
      ...['nominations', 'proposals', 'scoreReports', 'steps', 'warnings'],
    ]);
    expect(shown).toEqual(expect.arrayContaining(['awards', 'pledge', 'statistics', 'handOvers', 'sessions']));
  });
});

describe('a year entered as claims', () => {
  const asClaims = [...s2, yearClosed].map((fact) => claimed(fact));

  it('gives the same history, but for the mark and where it comes from', () => {
    expect(unmarked(yearOf(history(...asClaims)))).toEqual(unmarked(yearOf(history(...s2, yearClosed))));
  });

  it('marks every value as claimed', () => {
    const marks = JSON.stringify(yearOf(history(...asClaims))).match(/"mode":"\w+"/g) ?? [];
    expect(new Set(marks)).toEqual(new Set(['"mode":"CLAIM"']));
  });

  it('stands behind acts: the act is the state, the claim beside it', () => {
    const told = history(...year2024(), claimed(statistic('5')), statistic('113000'), claimed(statistic('7')));
    const [figure] = yearOf(told).statistics;
    expect(figure?.value.quantity.value).toBe('113000');
    expect(figure?.claims?.map(({ value }) => value.quantity.value)).toEqual(['5', '7']);
  });
});

it('a year as of 21/3/2025 has its vote, but neither conference nor awards nor figures of the next day', async () => {
  const then = await history(...s2, flagHandedOver('lao-cai', 'cao-bang', { forYear: '2024' })).asOf(
    { day: '2025-03-21' as LocalDate },
    KEY_2024,
  );
  expect(then?.ballots).toHaveLength(1);
  expect(then?.sessions.map(({ sessionId }) => sessionId)).toEqual(['tru-bi']);
  expect([then?.statistics, then?.handOvers]).toEqual([[], []]);
});

/** Without what differs between acts and claims. */
function unmarked(row: object): unknown {
  return JSON.parse(
    JSON.stringify(row, (name, value: unknown) =>
      ['mode', 'acts', 'source', 'warnings'].includes(name) ? undefined : value,
    ),
  );
}
