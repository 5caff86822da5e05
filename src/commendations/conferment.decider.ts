import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import { mustFollow } from '../kernel/happened.js';
import { BATCHES } from '../emulation-years/conferral/conferral.values.js';
import type { ConferCommendation, NameCommendationRecipient } from './commendation.commands.js';
import type { CommendationConferred, CommendationRecipientNamed } from './commendation.events.js';
import type { Commendation } from './commendation.fold.js';
import { ofKind, type Recipients } from './commendation.values.js';
import { mustHavePendingNothing } from './dossier.decider.js';
import { inRecord } from './in-record.js';
import { mustBeAnnounced, mustHoldCounts } from './recipients.decider.js';

/** What was decided is handed over, at one ceremony or at several, to no more than were announced (R32). */
export function* conferCommendation(
  command: ConferCommendation & Circumstances,
  one: Commendation,
): Deciding<CommendationConferred> {
  const { data } = command;
  const { recipients } = data;
  if (one.conferredWhole || (recipients === undefined && one.conferments.length > 0))
    yield* refuse('ALREADY_EXISTS', { kind: 'conferment', id: one.commendationId });
  if (one.decided === undefined) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_NOT_DECIDED' });
  yield* mustNotBeRevoked(one);
  yield* mustFollow(command, one.decided?.on, data.occurredOn, 'COMMENDATION');
  yield* mustHavePendingNothing(one);
  yield* mustHoldCounts(recipients ?? {}, '/recipients');
  yield* mustBeAnnounced([...one.conferments, recipients ?? {}], one.recipients);
  return [{ type: 'CommendationConferred', data: inRecord(one, data) }];
}

/** One more of those that were announced by number (R32). */
export function* nameCommendationRecipient(
  { data }: NameCommendationRecipient & Circumstances,
  one: Commendation,
): Deciding<CommendationRecipientNamed> {
  const { kind, recipient } = data;
  const batch = ofKind(one.recipients, kind);
  const named = [...(batch?.named ?? []), recipient];
  // Of a kind that nothing was told of, nobody was announced; where no kind was told, whoever becomes known is.
  const untold = Object.keys(one.recipients).length === 0;
  const count = batch?.count ?? (batch === undefined && !untold ? 0 : undefined);
  const recipients: Recipients = { [BATCHES[kind]]: { named, ...defined({ count }) } };
  yield* mustHoldCounts(recipients, '/recipient');
  yield* mustNotBeRevoked(one);
  return [{ type: 'CommendationRecipientNamed', data: inRecord(one, data) }];
}

function* mustNotBeRevoked({ revoked }: Commendation): Checks {
  if (revoked?.whole === true) yield breach('INVALID_TRANSITION', { step: 'AWARD_REVOKED' });
}
