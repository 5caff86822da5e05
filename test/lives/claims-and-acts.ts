import type { RefusalCode } from '../../src/kernel/refusal-table.js';
import { REFUSALS } from '../../src/kernel/refusal-table.js';
import { must, type Properties } from './checking.js';
import type { Step } from './ledger.js';
import { beginningOf, type Life } from './lives.js';
import { Ledger } from './ledger.js';
import { YEAR } from './turn.js';

/** What refuses a claim besides a rule of its kind: what there is not, what there is already, and what cannot have been. */
const REFUSES_CLAIMS: ReadonlySet<RefusalCode> = new Set([
  'UNKNOWN_UNIT',
  'UNKNOWN_REFERENCE',
  'NOT_ON_RECORD',
  'ALREADY_EXISTS',
  'ALREADY_SIGNED',
  'ALREADY_VOTED',
  'UNIT_NOT_ACTIVE',
  'RECIPIENT_COUNT_MISMATCH',
  'ROLE_CONFLICT',
  'INVALID_DATES',
]);

/** Commands that the lives also send with what is no such command: a unit merged into itself, a tie that is none, answers to what was not asked. */
const MALFORMED: ReadonlySet<string> = new Set(['BreakTie', 'CastVote', 'MergeUnit']);

function refusedByTheList(life: Life): void {
  for (const { sent, decision } of life.steps) {
    if (sent.mode.kind === 'ACT' || decision.accepted) continue;
    const { code, facts } = decision.refusal;
    const { type, data } = sent.command;
    const isMalformed = code === 'INVALID_INPUT' && MALFORMED.has(type);
    // It tells nothing that happened: it asks for a computation.
    const isWithout = code === 'RULEBOOK_NOT_ADOPTED' && type === 'ComputeRanking';
    const says = `${type} ${JSON.stringify(data)} is refused as a claim: ${code} ${JSON.stringify(facts)}`;
    must(REFUSES_CLAIMS.has(code) || isMalformed || isWithout, says, life.log);
  }
}

/** What a claim breaks is kept beside it, by the table: never a code that refuses claims too, but for dates out of order (D29). */
function warnedByTheList(life: Life): void {
  for (const { metadata, id } of life.log) {
    for (const { code } of metadata.warnings) {
      const isRefusal =
        code !== 'INVALID_DATES' && code in REFUSALS && REFUSALS[code as RefusalCode].claim === 'REFUSED';
      must(!isRefusal, `${id} warns of ${code}`, life.log);
      const isOfClaim = code in REFUSALS;
      must(!isOfClaim || metadata.mode.kind === 'CLAIM', `${id} is an act and warns of ${code}`, life.log);
    }
  }
}

/** Revisions count claims too, so they are others without them. */
function withoutRevisions(data: unknown): string {
  return JSON.stringify(data, (key, value: unknown) =>
    ['agreedAt', 'blocRevision', 'revision', 'ruledFrom', 'eventId'].includes(key) ? undefined : value,
  );
}

function outcome({ decision }: Step): string {
  return decision.accepted ? withoutRevisions(decision.events) : decision.refusal.code;
}

/** The acts of a life, sent again where no claim was ever made, are decided alike, and leave the same state. */
function sameWithoutClaims(life: Life): void {
  const ledger = new Ledger(beginningOf(life.plan));
  for (const step of life.steps) {
    if (step.sent.mode.kind === 'CLAIM') continue;
    const [beside, alone] = [outcome(step), outcome(ledger.send(step.sent))];
    const { type, data } = step.sent.command;
    const says = `${type} ${JSON.stringify(data)} gives ${beside}, without claims ${alone}`;
    must(beside === alone, says, life.log);
  }
  const [beside, alone] = [life.ledger.state(YEAR).acts, ledger.state(YEAR).acts];
  must(withoutRevisions(beside) === withoutRevisions(alone), 'The year is another by its acts', life.log);
}

export const CLAIMS_AND_ACTS: Properties = {
  'a claim is refused by the closed list alone (D34)': refusedByTheList,
  'what a claim breaks is a warning, and an act breaks nothing (b.3)': warnedByTheList,
  'every act is decided as if no claim had ever been made (D35)': sameWithoutClaims,
};
