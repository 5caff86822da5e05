import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import { mustFollow } from '../kernel/happened.js';
import { BATCHES, recipientKey } from '../emulation-years/conferral/conferral.values.js';
import { mustHoldSomebody } from '../kernel/recipients.js';
import type { ConferCommendation, NameCommendationRecipient } from './commendation.commands.js';
import type { CommendationConferred, CommendationRecipientNamed } from './commendation.events.js';
import type { Commendation } from './commendation.fold.js';
import type { Receivers, Recipients } from './commendation.values.js';
import { mustHavePendingNothing } from './dossier.decider.js';
import { inRecord } from './in-record.js';
import {
  announcedOf,
  isNobody,
  mustBeAnnounced,
  mustBeCommended,
  mustHoldCounts,
  namedIn,
  tellsAnyone,
} from './recipients.decider.js';

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
  yield* mustHavePendingNothing(one, data.occurredOn);
  if (recipients !== undefined) yield* mustBeTheirs(command, recipients, one);
  return [{ type: 'CommendationConferred', data: inRecord(one, data) }];
}

/** Whom it is handed over to is somebody who was commended and still is. */
function* mustBeTheirs(command: ConferCommendation & Circumstances, receivers: Receivers, one: Commendation): Checks {
  if (isNobody(receivers)) yield* mustHoldSomebody();
  yield* mustSay(command, tellsAnyone(receivers) || undefined, { kind: 'recipients', field: '/recipients' });
  yield* mustHoldCounts(receivers, '/recipients');
  yield* mustBeAnnounced([...one.conferments, receivers], one.recipients);
  yield* mustBeCommended(receivers, one.recipients);
  const revoked = new Set(one.revoked?.of);
  const lost = namedIn(receivers).some((recipient) => revoked.has(recipientKey(recipient)));
  if (lost) yield breach('INVALID_TRANSITION', { step: 'AWARD_REVOKED' });
}

/** One more of those that were announced by number (R32). */
export function* nameCommendationRecipient(
  { data }: NameCommendationRecipient & Circumstances,
  one: Commendation,
): Deciding<CommendationRecipientNamed> {
  const { kind, recipient } = data;
  const part = BATCHES[kind];
  const named = [...(one.recipients[part]?.named ?? []), recipient];
  const recipients: Recipients = { [part]: { named, ...defined({ count: announcedOf(one.recipients, part) }) } };
  yield* mustHoldCounts(recipients, '/recipient');
  yield* mustNotBeRevoked(one);
  return [{ type: 'CommendationRecipientNamed', data: inRecord(one, data) }];
}

function* mustNotBeRevoked({ revoked }: Commendation): Checks {
  if (revoked?.whole === true) yield breach('INVALID_TRANSITION', { step: 'AWARD_REVOKED' });
}
