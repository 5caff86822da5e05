import type { Considered } from '../kernel/considered.js';
import type { Actor } from '../kernel/decisions.js';
import type { Origin } from '../kernel/event.js';
import type { Refusal } from '../kernel/refusal.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { LocalizedText } from '../kernel/text.js';
import { STEPS, type Step } from '../rulebooks/rulebook.values.js';
import type { EmulationYear } from './emulation-year.fold.js';
import type { YearFrame } from './frame/frame.fold.js';
import { doneSteps } from './frame/steps.values.js';
import { type Candidate, OWN } from './next-candidate.js';

/** NOW: it can be done; `refusal` then says what it still asks of who does it. NOT_YET: `refusal` says why. */
export type Deed = Readonly<{
  command: Candidate['command']['type'];
  step?: Step;
  about?: Readonly<Record<string, string>>;
  who: Actor;
  /** The units that it is about, or who act. */
  unitIds: readonly string[];
  /** Nobody waits for it. */
  mayBeLeft?: true;
  /** Whether the caller may do it. */
  yours: boolean;
  when: 'NOW' | 'NOT_YET';
  refusal?: Refusal;
}>;

export type StepAhead = Readonly<{ step: Step; status: 'DONE' | 'SKIPPED' | 'OPEN'; obligatory: boolean }>;

/** What the year waits for: its steps, and what can be done next, or not yet. */
export type NextInYear = Readonly<{
  status: YearFrame['status'];
  blocName: LocalizedText;
  members: readonly Readonly<{ unitId: string; name: LocalizedText }>[];
  steps: readonly StepAhead[];
  deeds: readonly Deed[];
}>;

/** What a command is refused for that leaves open what its caller decides: nothing keeps it from being done. */
const ASKS_FOR_MORE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'INVALID_INPUT',
  'INVALID_CHOICE',
  'INCOMPLETE_SCORE',
  'SCORE_OUT_OF_RANGE',
  'REASON_REQUIRED',
  'UNKNOWN_IN_ACT',
  'UNKNOWN_RULEBOOK',
  'SIGNATORY_NOT_AUTHORISED',
  'GUEST_CANNOT_VOTE',
  'NOT_ITS_SPEAKER',
  'TALLY_INCONSISTENT',
  'RECIPIENT_COUNT_MISMATCH',
]);

/** The candidate as it is answered to the caller, or, where it is not the caller's to do, to whose act it is. */
export function deedOf({ command, ...about }: Candidate, { actor, refusedTo }: Considered, caller: Origin): Deed {
  const acting = actor === 'UNIT' ? actingIn(command) : undefined;
  // A unit's act that names no unit is the head's.
  const who = actor === 'UNIT' && acting === undefined ? 'HEAD' : actor;
  const own = refusedTo(caller);
  const yours = own?.code !== 'NOT_ENTITLED';
  const refusal = yours ? own : refusedTo(actingFor(who, command.data.blocId, acting));
  const unitIds = about.unitIds ?? (acting === undefined ? [] : [acting]);
  return { command: command.type, ...about, who, yours, unitIds, ...answered(refusal) };
}

function answered(refusal: Refusal | undefined): Pick<Deed, 'when' | 'refusal'> {
  if (refusal === undefined || saysOwn(refusal)) return { when: 'NOW' };
  return { when: ASKS_FOR_MORE.has(refusal.code) ? 'NOW' : 'NOT_YET', refusal };
}

/** Whose own act it is; of a nomination that is who names, not who is named. */
function actingIn({ type, data }: Candidate['command']): string | undefined {
  if (type === 'NominateHead' || type === 'NominateDeputy') return data.by;
  return 'unitId' in data ? data.unitId : undefined;
}

/** What it is refused for is left to whoever does it, and that nothing is called so tells the caller nothing. */
function saysOwn({ facts }: Refusal): boolean {
  return Object.values(facts).flat().includes(OWN);
}

/** One that may do what that actor does. */
function actingFor(actor: Actor, blocId: string, unitId: string | undefined): Origin {
  const someone = { subject: OWN, name: OWN };
  if (unitId !== undefined) return { ...someone, role: 'representative', unitId };
  // Of no member: an appraiser does not appraise the own unit.
  if (actor === 'SECRETARIAT') return { ...someone, role: 'appraiser', blocId, unitId: OWN };
  return { ...someone, role: 'secretary', blocId };
}

export function nextInYear(
  { frame, steps }: EmulationYear,
  deeds: readonly Deed[],
  handedOver: readonly string[],
): NextInYear {
  const done = doneSteps(steps, handedOver);
  return {
    status: frame.status,
    blocName: frame.blocName,
    members: frame.members.map(({ unitId, name }) => ({ unitId, name: name.full })),
    steps: STEPS.map((step) => ({
      step,
      status: done.includes(step) ? 'DONE' : steps.skipped.includes(step) ? 'SKIPPED' : 'OPEN',
      obligatory: steps.obligatory.includes(step),
    })),
    deeds,
  };
}
