import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustHoldRecipients } from '../../kernel/recipients.js';
import { mustKnowForms, rulebookFor } from '../frame/adopted-rulebook.js';
import { dayOf, isMemberOn, memberNamed } from '../frame/frame.fold.js';
import { unitFacts, mustBeMembers } from '../frame/membership.js';
import { mustBeAtSession, mustBeBySessionEnd, mustSaySession } from '../sessions/known-session.js';
import { isGuest, sessionOf, type Session } from '../sessions/session.fold.js';
import { mustSpeakFor } from './casting.decider.js';
import {
  mustAsk,
  attendanceOf,
  mustBeCommendable,
  mustBeReadyToVote,
  mustOfferMethod,
  mustBeQuorate,
  rulesFor,
  mustHaveAgreedScores,
} from './questions.decider.js';
import type { RecordAgreedList, RecordObjection, RecordUnanimousAssent } from './voting.commands.js';
import type { AgreedListRecorded, AssentRecorded, ObjectionRecorded } from './voting.events.js';
import { assentOf, isOpposed, listOf, objectionsTo, type VotingYear } from './voting.fold.js';

/**
 * Nhất trí: the units present agree without papers. Refuses by R01, R17, R20, R22, R25, R46, R47 like a ballot, by R48 when
 * somebody objected, and by R44 where the rulebook does not offer it.
 */
export function* recordUnanimousAssent(
  command: RecordUnanimousAssent & Circumstances,
  year: VotingYear,
): Deciding<AssentRecorded> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const { assentId, questions, purpose } = data;
  const session = yield* mustSaySession(command, year.sessions);
  yield* mustAsk(command);
  yield* mustKnowForms(
    questions.flatMap(({ form }) => form ?? []),
    rulebook,
  );
  if (assentOf(year.voting, assentId)) yield* refuse('ALREADY_EXISTS', { kind: 'assent', id: assentId });

  const rules = rulesFor(purpose, rulebook);
  const attendance = attendanceOf(session, rules, year, command);
  yield* mustBeReadyToVote({ ...data, seats: questions.length }, attendance, rulebook, year);
  yield* mustBeUnopposed(assentId, year);
  yield* mustBeBySessionEnd(command, session);
  yield* mustOfferMethod('UNANIMOUS_ASSENT', rules, session);
  return [{ type: 'AssentRecorded', data: { ...data, ...attendance } }];
}

/** One objection ends an assent, before or after it was recorded; what relied on it needs a ballot. Refuses by R19, R18 and D43. */
export function* recordObjection(
  command: RecordObjection & Circumstances,
  year: VotingYear,
): Deciding<ObjectionRecorded> {
  const { data } = command;
  const { assentId, person } = data;
  const unitId = yield* mustSay(command, data.unitId, { kind: 'member', field: '/unitId' });
  if (unitId !== undefined) yield* mustObjectOnce(assentId, unitId, year, command);
  const sessionId = assentOf(year.voting, assentId)?.sessionId;
  const session = sessionId === undefined ? undefined : sessionOf(year.sessions, sessionId);
  if (person !== undefined && isGuest(session, person.name)) yield breach('GUEST_CANNOT_VOTE', { person: person.name });
  if (unitId !== undefined) yield* mustSpeakAsMember({ ...data, unitId }, session, year, command);
  return [{ type: 'ObjectionRecorded', data }];
}

/** R18, then D43. */
function* mustSpeakAsMember(
  { unitId, person, ...on }: RecordObjection['data'] & Readonly<{ unitId: string }>,
  session: Session | undefined,
  { frame }: VotingYear,
  { gathered }: Circumstances,
): Checks {
  if (!isMemberOn(frame, unitId, dayOf(on))) yield breach('NOT_ELIGIBLE', unitFacts(frame, unitId, gathered));
  yield* mustSpeakFor(unitId, person, session, frame);
}

function* mustObjectOnce(
  assentId: string,
  unitId: string,
  { frame, voting }: VotingYear,
  { gathered }: Circumstances,
): Checks {
  if (!objectionsTo(voting, assentId).includes(unitId)) return;
  const of = memberNamed(frame, unitId, gathered);
  yield* refuse('ALREADY_EXISTS', { kind: 'objection', id: `${assentId} ${unitId}`, of });
}

/**
 * Danh sách thống nhất (S4): which proposals the members agreed to at a session. Those who agree make the quorum.
 * Refuses by R01, R17, R20, R25, R32, R46 and, where the rulebook does not offer it, R44.
 */
export function* recordAgreedList(
  command: RecordAgreedList & Circumstances,
  year: VotingYear,
): Deciding<AgreedListRecorded> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const { listId, entries } = data;
  const session = yield* mustSaySession(command, year.sessions);
  const agreedBy = yield* mustSayWhoAgreed(command);
  yield* mustKnowForms(
    entries.map(({ form }) => form),
    rulebook,
  );
  if (listOf(year.voting, listId)) yield* refuse('ALREADY_EXISTS', { kind: 'list', id: listId });

  const named = entries.flatMap(({ unitIds }) => unitIds);
  yield* mustBeMembers([...(agreedBy ?? []), ...named], data.occurredOn, year.frame);
  yield* mustHaveAgreedScores(data, year);
  const rules = rulebook?.voting.commendation;
  const { present: _, ...needed } = attendanceOf(session, rules, year, command);
  yield* mustBeQuorate({ ...needed, ...(agreedBy && { present: [...new Set(agreedBy)] }) });
  yield* mustBeCommendable(named, year);
  yield* mustHoldCounts(command);
  yield* mustBeAtSession(data, year.sessions);
  yield* mustBeBySessionEnd(command, session);
  yield* mustOfferMethod('AGREED_LIST', rules, session);
  return [{ type: 'AgreedListRecorded', data }];
}

/** An act names who agreed; a source may say that all did, or nothing. */
function* mustSayWhoAgreed(command: RecordAgreedList & Circumstances): Checks<readonly string[] | undefined> {
  const { agreedBy, agreedByAll } = command.data;
  const named = agreedBy?.length === 0 ? undefined : agreedBy;
  yield* mustSay(command, named, { kind: 'member', field: '/agreedBy' });
  if (command.mode.kind === 'ACT' && agreedByAll !== undefined)
    yield* refuse('INVALID_INPUT', { field: '/agreedByAll', why: 'CLAIM_ALONE' });
  return named;
}

/** R32: no more names than announced, each once. */
function* mustHoldCounts(command: RecordAgreedList & Circumstances): Checks {
  for (const [place, { count: told, unitIds }] of command.data.entries.entries()) {
    const count = yield* mustSay(command, told, { kind: 'recipients', field: `/entries/${place}/count` });
    yield* mustHoldRecipients(unitIds, count);
  }
}

/** R48, for the assent itself and for whatever relies on it. */
export function* mustBeUnopposed(assentId: string, { frame, voting }: VotingYear): Checks {
  if (!isOpposed(voting, assentId)) return;
  const unitIds = objectionsTo(voting, assentId);
  yield breach('NOT_UNANIMOUS', { units: unitIds.map((unitId) => memberNamed(frame, unitId)), unitIds });
}
