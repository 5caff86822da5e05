import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import { insideView as viewFor } from '../../read-models/bloc-history/year-view.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Gathered } from '../../src/kernel/event.js';
import { STEPS, type Step } from '../../src/rulebooks/rulebook.values.js';
import { claimed, type Known, scenarios } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { dutyHandedOver } from '../support/mothers/blocs.js';
import { agreed } from '../support/mothers/pledge.js';
import { allStanding, blocStanding, inYear, year2024 } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  closed,
  conferred,
  convened,
  count,
  listed,
  objected,
  proposed,
  ranked,
  tallied,
} from '../support/mothers/voting.js';

/** The year for who sees every card. */
const insideView = (row: BlocYear) => viewFor(row, { seesCard: () => true });

type Mode = 'ACT' | 'CLAIM';

const given = scenarios(emulationYearDecider);
const history = historiesOf(blocHistory);
const about = inYear('2025-03-22');

const conference = convened(about, 'tong-ket');
const closingSession = { ...conference, data: { ...conference.data, kind: 'CLOSING' as const } };
const elected: EmulationYearEvent = {
  type: 'HeadElected',
  data: { ...about, forYear: '2025', unitId: 'cao-bang', basis: { kind: 'UNKNOWN' } },
};
const computed: EmulationYearEvent = {
  type: 'RankingComputed',
  data: {
    ...{ ...about, version: 1, scope: {}, rulebook: { rulebookId: 'quy-che-cum-7-tinh', version: 1 } },
    ...{ groups: [], sheets: [], unranked: [], exempt: [] },
  },
};

/** What happens in the course of a year, most of it in an order that makes sense. */
const HAPPENINGS: Readonly<Record<string, EmulationYearEvent>> = {
  contentAgreed: agreed(about),
  contentAmended: { type: 'PledgeAmended', data: { ...agreed(about).data, version: 2, reason: 'Điều chỉnh' } },
  pledgeCompleted: { type: 'PledgeCompleted', data: { ...about, version: 1, signatures: 7 } },
  amendedCompleted: { type: 'PledgeCompleted', data: { ...about, version: 2, signatures: 7 } },
  computed,
  ranked: ranked('dien-bien'),
  published: {
    type: 'ResultPublished',
    data: { ...about, parts: [{ part: 'RANKING', version: 1, scope: {}, ranks: [1], pointsShown: false }] },
  },
  ballot: ballot(),
  ballotClosed: closed,
  tallied: tallied([count(6, 1, 'PASSED')]),
  ballotOnHead: ballot({ purpose: 'HEAD' }),
  assented: assented(),
  assentedOnHead: assented({ purpose: 'HEAD' }),
  objected: objected('son-la'),
  listed: listed([]),
  proposed: proposed(),
  withdrawn: { type: 'ProposalWithdrawn', data: { ...about, proposalId: 'de-nghi-1', reason: 'Rút' } },
  conferred: conferred(),
  convened: closingSession,
  convenedForMidYear: { ...conference, data: { ...conference.data, kind: 'MID_YEAR' } },
  sessionClosed: { type: 'SessionClosed', data: { ...about, sessionId: 'tong-ket' } },
  elected,
  electedForThisYear: { type: 'HeadElected', data: { ...elected.data, forYear: '2024' } },
  skipped: { type: 'StepSkipped', data: { ...about, step: 'VOTE', reason: 'Không tổ chức' } },
  rulebook: { ...year2024({ obligatorySteps: ['VOTE', 'CONFERENCE'] })[1] },
};

/** The history that does each step. The hand-over is on the bloc's stream. */
const DOING: Readonly<Record<Step, readonly EmulationYearEvent[]>> = {
  PLEDGE: [agreed(about), HAPPENINGS['pledgeCompleted'] as EmulationYearEvent],
  SCORING: [computed],
  VOTE: [ballot(), closed, tallied([count(6, 1, 'PASSED')])],
  PROPOSALS: [proposed()],
  AWARDS: [conferred()],
  CONFERENCE: [closingSession, HAPPENINGS['sessionClosed'] as EmulationYearEvent],
  ELECTION: [elected],
  HANDOVER: [elected],
};

/** The year 2024, opened by an act, with every step obligatory. */
const everyStep: readonly Known<EmulationYearEvent>[] = year2024({ obligatorySteps: [...STEPS] });

/** The steps that a close in that mode finds open: an act is refused for them, a claim warned. */
function openAtTheClose(
  mode: Mode,
  facts: readonly Known<EmulationYearEvent>[],
  handedOver = false,
): readonly string[] {
  const leadership = handedOver ? { '2025': { head: 'cao-bang', deputies: [] } } : {};
  const gathered: readonly Gathered[] = [blocStanding({ leadership }), ...allStanding];
  const year = given(...facts).knowing(...gathered);
  const { decision } = (mode === 'CLAIM' ? year.claiming() : year).when({ type: 'CloseEmulationYear', data: about });
  const found = decision.accepted
    ? decision.warnings.find(({ code }) => code === 'YEAR_INCOMPLETE')
    : decision.refusal.code === 'YEAR_INCOMPLETE'
      ? decision.refusal
      : undefined;
  return (found?.facts['steps'] as readonly string[] | undefined) ?? [];
}

/** The steps that the page of the year shows as open, by what was done here or by all that is known. */
function openOnThePage(
  mode: Mode,
  facts: readonly Known<EmulationYearEvent>[],
  handedOver?: Known<ReturnType<typeof dutyHandedOver>>,
): readonly string[] {
  const row = history(...facts, ...(handedOver === undefined ? [] : [handedOver])).row('cum-7-tinh/2024');
  if (row === undefined) throw new Error('there is no such year');
  const { steps } = insideView(row);
  return (mode === 'ACT' ? (steps?.byActs ?? steps) : steps)?.open ?? [];
}

function told(mode: Mode, event: EmulationYearEvent): Known<EmulationYearEvent> {
  return mode === 'ACT' ? event : claimed(event);
}

const MODES: readonly Mode[] = ['ACT', 'CLAIM'];
const TABLE = STEPS.flatMap((step) => MODES.flatMap((by) => MODES.map((close) => [step, by, close] as const)));

describe('a step of a year is open on its page where its close finds it open', () => {
  it('when a claim closes a ballot without a count', () => {
    const facts = [...everyStep, ballot(), claimed(closed)];
    expect(openAtTheClose('CLAIM', facts)).not.toContain('VOTE');
    expect(openOnThePage('CLAIM', facts)).toEqual(openAtTheClose('CLAIM', facts));
  });

  it('when a vote is known by claims alone', () => {
    const facts = [...everyStep, ...DOING.VOTE.map((event) => claimed(event))];
    expect(openAtTheClose('ACT', facts)).toContain('VOTE');
    expect(openOnThePage('ACT', facts)).toEqual(openAtTheClose('ACT', facts));
  });

  it.each(TABLE)('%s, done by %s, at a close by %s', (step, by, close) => {
    const facts = [...everyStep, ...DOING[step].map((event) => told(by, event))];
    const handedOver = step === 'HANDOVER';
    const handOver = dutyHandedOver('lao-cai', 'cao-bang');
    const isGathered = handedOver && (by === 'ACT' || close === 'CLAIM');
    const known = by === 'ACT' ? handOver : claimed(handOver);
    const open = openAtTheClose(close, facts, isGathered);
    expect(open.includes(step)).toBe(by === 'CLAIM' && close === 'ACT');
    expect(openOnThePage(close, facts, handedOver ? known : undefined)).toEqual(open);
  });

  it('after any history of acts and claims', () => {
    const happening = fc.tuple(fc.constantFrom(...Object.keys(HAPPENINGS)), fc.constantFrom<Mode>('ACT', 'CLAIM'));
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 14 }), fc.constantFrom<Mode>('ACT', 'CLAIM'), (happened, close) => {
        const facts = [
          ...everyStep,
          ...happened.map(([name, mode]) => told(mode, HAPPENINGS[name] as EmulationYearEvent)),
        ];
        expect(openOnThePage(close, facts)).toEqual(openAtTheClose(close, facts));
      }),
      { numRuns: 300 },
    );
  });
});
