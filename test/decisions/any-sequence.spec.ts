import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { emulationYearDecider as year } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { membersOn } from '../../src/emulation-years/frame/frame.fold.js';
import type { InYear } from '../../src/emulation-years/frame/frame.values.js';
import { doneSteps, openSteps } from '../../src/emulation-years/frame/steps.values.js';
import type { Circumstances } from '../../src/kernel/decider.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf, onDay } from '../../src/kernel/partial-date.js';
import { STEPS } from '../../src/rulebooks/rulebook.values.js';
import { claimed, DECIDED_AT, folded, type Known } from '../support/given.js';
import { report, secretaryFor } from '../support/mothers/origins.js';
import { chairman, contents } from '../support/mothers/pledge.js';
import {
  allStanding,
  blocStanding,
  inYear,
  members,
  RULEBOOK,
  rulebook,
  rulebookVersion,
  SEVEN,
} from '../support/mothers/seven-provinces.js';

/** Three members, so that a short sequence completes a pledge often; one joins and one leaves during the year. */
const THREE = SEVEN.slice(0, 3);
const DAYS = ['2024-02-01', '2024-05-01', '2024-06-15', '2024-09-01', '2025-03-22'];
const joined = { from: '2024-05-01' as LocalDate };
const left = { from: '2008-01-01' as LocalDate, to: '2024-06-30' as LocalDate };

const memberships = fc.constantFrom([{}, {}, {}], [{}, {}, joined], [{}, left, joined]).map((changes) =>
  members.slice(0, THREE.length).map(({ unitId, membership }, place) => ({
    unitId,
    membership: { ...membership, ...changes[place] },
  })),
);

const unit = fc.constantFrom(...THREE);
const day = fc.constantFrom(...DAYS);
const session = fc.constantFrom('mot', 'hai');

type Requests = fc.Arbitrary<EmulationYearCommand>;

/** Requests about the frame, the pledge and the sessions of one year, sensible more often than not. */
const command: Requests = fc.oneof(
  { weight: 20, arbitrary: about(unit, (unitId) => ({ type: 'SignPledge', data: { unitId, signatory: chairman } })) },
  { weight: 2, arbitrary: plain({ type: 'DraftPledge', data: { contents, targets: [] } }) },
  { weight: 2, arbitrary: plain({ type: 'AgreePledgeContent', data: { agreedBy: 'MEMBERS' } }) },
  plain({ type: 'AmendPledge', data: { contents, targets: [], reason: 'Điều chỉnh' } }),
  about(unit, (unitId) => ({ type: 'DeferPledgeSigning', data: { unitId, reason: 'Vắng' } })),
  about(fc.tuple(unit, day), ([unitId, until]) => ({
    type: 'WaivePledgeDeadline',
    data: { unitId, until: until as LocalDate, reason: 'Công tác' },
  })),
  plain({ type: 'AdoptRulebook', data: { rulebookId: RULEBOOK, version: 1 } }),
  plain({ type: 'UpdateYearMembers', data: {} }),
  about(unit, (unitId) => ({ type: 'ExemptUnit', data: { unitId, reason: 'Sáp nhập' } })),
  about(fc.constantFrom(...STEPS), (step) => ({ type: 'SkipStep', data: { step, reason: 'Không tổ chức' } })),
  plain({ type: 'CloseEmulationYear', data: {} }),
  about(fc.tuple(session, fc.constantFrom('PREPARATORY', 'CLOSING'), day, day), ([sessionId, kind, from, to]) => ({
    type: 'ConveneSession',
    data: { sessionId, kind, from: onDay(from), to: onDay(to), online: false, agenda: [] },
  })),
  about(fc.tuple(session, unit), ([sessionId, unitId]) => ({
    type: 'RecordAttendance',
    data: { sessionId, attendees: [{ person: { name: 'Đại diện' }, unitId, role: 'MEMBER' }] },
  })),
  about(session, (sessionId) => ({ type: 'CloseSession', data: { sessionId } })),
);

type Undated<C> = C extends { type: infer Type; data: infer Data }
  ? { type: Type; data: Omit<Data, keyof InYear> }
  : never;

function dated({ type, data }: Undated<EmulationYearCommand>, on: string): EmulationYearCommand {
  return { type, data: { ...inYear(on), ...data } } as EmulationYearCommand;
}

/** That request on some day. */
function about<T>(choice: fc.Arbitrary<T>, make: (chosen: T) => Undated<EmulationYearCommand>): Requests {
  return fc.tuple(choice, day).map(([chosen, on]) => dated(make(chosen), on));
}

function plain(request: Undated<EmulationYearCommand>): Requests {
  return about(fc.constant(null), () => request);
}

type Sent = Readonly<{ command: EmulationYearCommand; claim: boolean }>;
type Log = readonly Known<EmulationYearEvent>[];

const sent = fc.record({ command, claim: fc.nat(3).map((n) => n === 0) });
const story = fc.tuple(memberships, fc.array(sent, { maxLength: 30 }));

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

const act = (request: Undated<EmulationYearCommand>): Sent => ({ command: dated(request, '2024-02-01'), claim: false });
const PREPARED: readonly Sent[] = [
  act({
    type: 'OpenEmulationYear',
    data: {
      label: { vi: 'Năm 2024' },
      period: { from: '2024-01-01' as LocalDate, to: '2024-12-31' as LocalDate },
    },
  }),
  act({ type: 'AdoptRulebook', data: { rulebookId: RULEBOOK, version: 1 } }),
  act({ type: 'DraftPledge', data: { contents, targets: [] } }),
  act({ type: 'AgreePledgeContent', data: { agreedBy: 'MEMBERS' } }),
];

const content = { ...rulebook, pledge: { ...rulebook.pledge, deadline: '2024-08-31' as LocalDate } };

/** Sends everything in turn and keeps what is accepted. Each decision is made twice: the second must say the same. */
function logOf([bloc, sents]: Story): Log {
  const gathered = [blocStanding({ members: bloc }), rulebookVersion({ content }), ...allStanding];
  return [...PREPARED, ...sents].reduce<Log>((log, { command: request, claim }) => {
    const circumstances: Circumstances = {
      mode: claim ? { kind: 'CLAIM', source: report } : { kind: 'ACT' },
      origin: secretaryFor('unitId' in request.data ? (request.data.unitId ?? '') : ''),
      now: DECIDED_AT,
      gathered,
    };
    const answer = year.decide({ ...request, ...circumstances }, folded(year, log));
    expect(year.decide({ ...request, ...circumstances }, folded(year, log))).toEqual(answer);
    if (!answer.accepted) return log;
    return [...log, ...answer.events.map((event) => (claim ? claimed(event) : event))];
  }, []);
}

const factOf = (known: Log[number]): EmulationYearEvent => ('claim' in known ? known.claim : known);
const isClaim = (known: Log[number]): boolean => 'claim' in known;

function signatures(log: Log): readonly string[] {
  return log
    .map(factOf)
    .flatMap((fact) => (fact.type === 'PledgeSigned' ? [`${fact.data.version}|${fact.data.unitId}`] : []));
}

describe('whatever is asked of a year, in whatever order', () => {
  it('lets a unit sign each version once by an act and once by a claim, never by a claim after an act', () => {
    fc.assert(
      fc.property(story, (told) => {
        const log = logOf(told);
        const acts = signatures(log.filter((known) => !isClaim(known)));
        const claims = signatures(log.filter(isClaim));
        expect(new Set(acts).size).toBe(acts.length);
        expect(new Set(claims).size).toBe(claims.length);
        log.forEach((known, place) => {
          const before = signatures(log.slice(0, place));
          if (isClaim(known)) for (const signature of signatures([known])) expect(before).not.toContain(signature);
        });
      }),
    );
  });

  it('completes a version once, when every member of that day has signed it', () => {
    let completions = 0;
    fc.assert(
      fc.property(story, (told) => {
        const log = logOf(told);
        const versions: string[] = [];
        log.forEach((known, place) => {
          const fact = factOf(known);
          if (fact.type !== 'PledgeCompleted') return;
          const kind = isClaim(known) ? 'known' : 'acts';
          const history = log.slice(0, place).filter((other) => kind === 'known' || !isClaim(other));
          const state = folded(year, log.slice(0, place))[kind];
          const { version, occurredOn } = fact.data;
          const present = state === undefined ? [] : membersOn(state.frame, lastDayOf(occurredOn));
          expect(present.length).toBeGreaterThan(0);
          for (const unitId of present) expect(signatures(history)).toContain(`${version}|${unitId}`);
          versions.push(`${kind}|${version}`);
        });
        expect(new Set(versions).size).toBe(versions.length);
        completions += versions.length;
      }),
    );
    expect(completions).toBeGreaterThan(0);
  });

  it('can tell at any time which steps are done and which are open, none of them both', () => {
    fc.assert(
      fc.property(story, (told) => {
        const log = logOf(told);
        for (let place = 1; place <= log.length; place += 1) {
          const { known } = folded(year, log.slice(0, place));
          if (known === undefined) throw new Error('The first fact opens the year');
          const done = doneSteps(known.steps, []);
          const open = openSteps(known.steps, done);
          expect(STEPS.filter((step) => done.includes(step))).toEqual(done);
          const skipped = Object.keys(known.frame.skipped);
          for (const step of rulebook.obligatorySteps) {
            expect(open.includes(step)).toBe(!done.includes(step) && !skipped.includes(step));
          }
        }
      }),
    );
  });
});
