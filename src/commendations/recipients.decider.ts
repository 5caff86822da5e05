import { recipientKey, type Batch, type Recipient } from '../emulation-years/conferral/conferral.values.js';
import { refuse, type Checks } from '../kernel/decider.js';
import { mustHoldRecipients } from '../kernel/recipients.js';
import { nameFolded } from '../kernel/text.js';
import type { Announced, Receivers, Recipients } from './commendation.values.js';

const KINDS = ['collectives', 'individuals', 'blocs'] as const;
type Kind = (typeof KINDS)[number];

/** R32: of each kind no more names than were announced, each told and each once. `field` is where the kinds stand in the body. */
export function* mustHoldCounts(recipients: Recipients, field: string): Checks {
  for (const kind of KINDS) {
    const batch = recipients[kind];
    if (batch === undefined) continue;
    if (batch.named.some(({ name, office, unitId }) => (name ?? office ?? unitId) === undefined))
      yield* refuse('INVALID_INPUT', { field: `${field}/${kind}/named`, why: 'NOBODY' });
    yield* mustHoldCount(batch);
  }
}

function mustHoldCount({ count, named }: Announced): Checks {
  return mustHoldRecipients(named.map(recipientKey), count);
}

/** R32: all ceremonies together hand over to no more of a kind than were announced, as far as their number is told. */
export function* mustBeAnnounced(handedOver: readonly Receivers[], announced: Recipients): Checks {
  for (const kind of KINDS) {
    const most = announcedOf(announced, kind);
    const batches = handedOver.flatMap((receivers) => receivers[kind] ?? []);
    const total = batches.reduce((sum, batch) => sum + sizeOf(batch), 0);
    if (batches.length > 0 && most !== undefined && total > most)
      yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'ANNOUNCED', count: most });
    const named = batches.flatMap((batch) => batch.named.map(recipientKey));
    yield* mustHoldRecipients(named, undefined);
  }
}

/**
 * How many of that kind were announced, where it is told: of a kind that is not told beside others nobody was; where no kind was told,
 * whoever becomes known is.
 */
export function announcedOf(recipients: Recipients, kind: Kind): number | undefined {
  const isTold = KINDS.some((one) => recipients[one] !== undefined);
  return recipients[kind] === undefined && isTold ? 0 : recipients[kind]?.count;
}

/** R32: who receives it is among those commended, where all of the kind are named. */
export function* mustBeCommended(receivers: Receivers, recipients: Recipients): Checks {
  for (const kind of KINDS) {
    const nth = strangerAmong(receivers[kind]?.named ?? [], recipients[kind]);
    const stranger = receivers[kind]?.named[nth];
    if (stranger === undefined) continue;
    const field = `/recipients/${kind}/named/${nth}`;
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'recipient', id: wordsFor(stranger), field });
  }
}

/** The place of the first who is none of those announced, where all of those are named; -1 where there is none. */
function strangerAmong(received: readonly Recipient[], announced: Announced | undefined): number {
  if (announced?.count !== announced?.named.length) return -1;
  return received.findIndex((one) => announced?.named.every((other) => !canBeSame(one, other)));
}

function wordsFor({ name, office, unitId = '–' }: Recipient): string {
  return name ?? office ?? unitId;
}

/** Whether all that both tell is the same, and it is something: one may tell the unit alone, the other its name too. */
function canBeSame(one: Recipient, other: Recipient): boolean {
  const told = (['name', 'office', 'unitId'] as const).flatMap((part) => {
    const [first, second] = [one[part], other[part]];
    return first === undefined || second === undefined ? [] : [nameFolded(first) === nameFolded(second)];
  });
  return told.length > 0 && told.every(Boolean);
}

/** All who are named, of whatever kind. */
export function namedIn(recipients: Recipients): readonly Recipient[] {
  return KINDS.flatMap((kind) => recipients[kind]?.named ?? []);
}

/** Whether it says of every kind that it is told of nobody. */
export function isNobody(recipients: Recipients): boolean {
  return KINDS.every((kind) => recipients[kind] === undefined || recipients[kind].count === 0);
}

function sizeOf({ count, named }: Batch): number {
  return count ?? named.length;
}

/** Whether anyone at all is told of. */
export function tellsAnyone(recipients: Recipients): boolean {
  return KINDS.some((kind) => {
    const batch = recipients[kind];
    return batch !== undefined && (batch.count ?? batch.named.length) > 0;
  });
}
