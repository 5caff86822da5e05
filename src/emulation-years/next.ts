import type { Circumstances, Decision, Histories } from '../kernel/decider.js';
import type { Actor } from '../kernel/decisions.js';
import { defined } from '../kernel/defined.js';
import type { Event, Origin } from '../kernel/event.js';
import type { Refusal } from '../kernel/refusal.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { LocalizedText } from '../kernel/text.js';
import { STEPS, type Step } from '../rulebooks/rulebook.values.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { emulationYearDecider } from './emulation-year.decider.js';
import { yearDecisions } from './emulation-year.decisions.js';
import type { EmulationYear } from './emulation-year.fold.js';
import type { YearFrame } from './frame/frame.fold.js';
import { doneSteps } from './frame/steps.values.js';
import { type Candidate, OWN } from './next-candidates.js';

/** NOW: it can be done; `refusal` then says what it still asks of who does it. NOT_YET: `refusal` says why. */
export type Deed = Readonly<{
  command: EmulationYearCommand['type'];
  step?: Step;
  about?: Readonly<Record<string, string>>;
  who: Actor;
  unitId?: string;
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
  'TALLY_INCONSISTENT',
  'RECIPIENT_COUNT_MISMATCH',
]);

type Asked = Omit<Circumstances, 'mode'> &
  Readonly<{ mode: Readonly<{ kind: 'ACT' }>; state: Histories<EmulationYear | undefined> }>;

/** The candidate as the decider answers it to the caller, or, where it is not the caller's to do, to whose act it is. */
export function decidedAs({ command, ...candidate }: Candidate, { state, origin, ...asked }: Asked): Deed {
  const { actor } = yearDecisions[command.type];
  const unitId = actor === 'UNIT' && 'unitId' in command.data ? command.data.unitId : undefined;
  const decide = (by: Origin) => emulationYearDecider.decide({ ...asked, origin: by, ...command }, state);
  const own = refusalIn(decide(origin));
  const yours = own?.code !== 'NOT_ENTITLED';
  const refusal = yours ? own : refusalIn(decide(actingFor(actor, command.data.blocId, unitId)));
  const what = defined({
    unitId: unitIn(command) ?? unitId,
    refusal: refusal && isToldOf(refusal) ? refusal : undefined,
  });
  return { command: command.type, ...candidate, who: actor, yours, when: whenIn(refusal), ...what };
}

/** Not of what was left open: that nothing is called so tells the caller nothing. */
function isToldOf({ facts }: Refusal): boolean {
  return !Object.values(facts).flat().includes(OWN);
}

function refusalIn(decision: Decision<Event>): Refusal | undefined {
  return decision.accepted ? undefined : decision.refusal;
}

function whenIn(refusal: Refusal | undefined): Deed['when'] {
  return refusal === undefined || ASKS_FOR_MORE.has(refusal.code) ? 'NOW' : 'NOT_YET';
}

/** Whose card or vote it is, whoever acts. */
function unitIn({ type, data }: EmulationYearCommand): string | undefined {
  return 'unitId' in data && 'lines' in data ? data.unitId : type === 'ElectHead' ? data.unitId : undefined;
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
