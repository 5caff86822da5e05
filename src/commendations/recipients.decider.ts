import { recipientKey, type Batch } from '../emulation-years/conferral/conferral.values.js';
import { refuse, type Checks } from '../kernel/decider.js';
import { mustHoldRecipients } from '../kernel/recipients.js';
import type { Announced, Receivers, Recipients } from './commendation.values.js';

const KINDS = ['collectives', 'individuals', 'blocs'] as const;

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
    const most = announced[kind]?.count;
    const batches = handedOver.flatMap((receivers) => receivers[kind] ?? []);
    const total = batches.reduce((sum, batch) => sum + sizeOf(batch), 0);
    if (batches.length > 0 && most !== undefined && total > most)
      yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'ANNOUNCED', count: most });
    const named = batches.flatMap((batch) => batch.named.map(recipientKey));
    yield* mustHoldRecipients(named, undefined);
  }
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
