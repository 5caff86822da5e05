import type { EmulationYear } from './emulation-year.fold.js';
import { dayOf, membersOn } from './frame/frame.fold.js';
import type { InYear } from './frame/frame.values.js';
import { type Candidate, MOST_MEMBERS, MOST_OF_A_KIND, OWN } from './next-candidate.js';
import { following } from './next-after-close.js';
import { naming } from './next-naming.js';
import { electing, handingOver, proposing } from './next-results.js';
import { scoring } from './next-scoring.js';
import { voting } from './next-voting.js';
import { hasSigned } from './pledge/pledge.fold.js';

/**
 * What could come next in the year, in the order of its course, of each kind a bounded number. Whether it can, only the decider says.
 * `passedOn`: the years for which the bloc has handed over the duty.
 */
export function* candidatesIn(
  year: EmulationYear,
  { blocId, year: label, occurredOn }: InYear,
  passedOn: readonly string[],
): Generator<Candidate> {
  const on = { blocId, year: label, occurredOn };
  const { frame } = year;
  if (frame.status === 'OPEN') {
    if (frame.rulebook === undefined) {
      yield { command: { type: 'AdoptRulebook', data: { ...on, rulebookId: OWN, version: 1 } } };
    }
    if (frame.leadership.head === undefined) yield { command: { type: 'RecordHeadOfYear', data: on } };
    yield* pledging(year, on);
    yield* scoring(year, on);
    yield* meeting(year, on);
    yield* voting(year, on);
    yield* proposing(year, on);
    yield* electing(year, on);
  } else yield* following(year, on);
  yield* naming(year, on);
  if (year.steps.awards.length === 0) {
    const nobody = { count: 0, named: [] };
    const terms = { awardId: OWN, form: OWN, grantor: { kind: 'UNKNOWN' }, exemplars: false } as const;
    const collectives = { count: 1, named: [] };
    yield {
      command: { type: 'ConferAward', data: { ...on, ...terms, collectives, individuals: nobody } },
      step: 'AWARDS',
    };
  }
  yield* handingOver(year, on, passedOn);
  if (frame.status === 'OPEN') yield { command: { type: 'CloseEmulationYear', data: on } };
}

function* pledging({ frame, pledge }: EmulationYear, on: InYear): Generator<Candidate> {
  if (pledge.completed) return;
  const step = 'PLEDGE';
  if (pledge.version === 0) yield* agreeing(pledge, on);
  const [officeCode = OWN] = frame.rulebook?.content.pledge.authorisedOffices ?? [];
  const signatory = { name: OWN, office: OWN, officeCode };
  for (const unitId of membersOn(frame, dayOf(on)).slice(0, MOST_MEMBERS)) {
    if (!hasSigned(pledge, unitId)) yield { command: { type: 'SignPledge', data: { ...on, unitId, signatory } }, step };
  }
}

function* agreeing({ draft }: EmulationYear['pledge'], on: InYear): Generator<Candidate> {
  const step = 'PLEDGE';
  const contents = [{ number: 1, text: { vi: OWN } }];
  if (draft === undefined) yield { command: { type: 'DraftPledge', data: { ...on, contents, targets: [] } }, step };
  yield { command: { type: 'AgreePledgeContent', data: { ...on, agreedBy: 'MEMBERS' } }, step };
}

function* meeting({ frame, sessions }: EmulationYear, on: InYear): Generator<Candidate> {
  const all = Object.values(sessions);
  if (all.every(({ kind }) => kind !== 'CLOSING')) {
    const plan = { sessionId: OWN, kind: 'CLOSING', from: on.occurredOn, to: on.occurredOn, online: false } as const;
    yield { command: { type: 'ConveneSession', data: { ...on, ...plan, agenda: [] } }, step: 'CONFERENCE' };
  }
  for (const { sessionId, kind, attendees } of all.filter(({ closed }) => !closed).slice(0, MOST_OF_A_KIND)) {
    const of = { about: { sessionId }, ...(kind === 'CLOSING' ? { step: 'CONFERENCE' as const } : {}) };
    if (attendees.length === 0) {
      const present = membersOn(frame, dayOf(on)).slice(0, 1);
      const named = present.map((unitId) => ({ role: 'MEMBER' as const, unitId, person: { name: OWN } }));
      yield { command: { type: 'RecordAttendance', data: { ...on, sessionId, attendees: named } }, ...of };
    }
    yield { command: { type: 'CloseSession', data: { ...on, sessionId } }, ...of };
  }
}
