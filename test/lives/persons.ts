import type { Attendee } from '../../src/emulation-years/sessions/session.values.js';
import type { Recipient } from '../../src/emulation-years/conferral/conferral.values.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import { unitStream, type UnitEvent } from '../../src/units/unit.events.js';
import { must, type Properties } from './checking.js';
import type { Step } from './ledger.js';
import type { Life } from './lives.js';
import { actsOf, isOnce, type YearFact } from './witnesses.js';

/** However it is spelt. */
function spelt(text = ''): string {
  return text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
}

function recipient({ name, office, unitId = '' }: Recipient): string {
  return [spelt(name), spelt(office), unitId].join('|');
}

/** The recipients of an award: those of the conferral, and those named later. */
function namedIn(facts: readonly YearFact[], awardId: string): readonly string[] {
  return facts.flatMap((fact) => {
    if (fact.type === 'AwardConferred' && fact.data.awardId === awardId)
      return fact.data.individuals.named.map(recipient);
    const isNamed = fact.type === 'AwardRecipientNamed' && fact.data.awardId === awardId;
    return isNamed && fact.data.kind === 'INDIVIDUAL' ? [recipient(fact.data.recipient)] : [];
  });
}

/** Nobody receives an award twice, and two of one name are two by their offices or units. */
function toldApart(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'AwardConferred' && fact.type !== 'AwardRecipientNamed') continue;
    const named = namedIn([...before, fact], fact.data.awardId);
    must(isOnce(named), `${fact.id} names one twice: ${named.join('; ')}`, life.log);
  }
}

/** Persons of one name are not taken for one where their offices or units are told and differ. */
function noneMistaken(life: Life): void {
  for (const { sent, decision } of life.steps) {
    const { type, data } = sent.command;
    if (type !== 'ConferAward' || decision.accepted || decision.refusal.code !== 'RECIPIENT_COUNT_MISMATCH') continue;
    const { named, count } = (
      data as Readonly<{ individuals: Readonly<{ named: readonly Recipient[]; count: number }> }>
    ).individuals;
    must(!isOnce(named.map(recipient)) || named.length > count, `${JSON.stringify(named)} are taken for one`, life.log);
  }
}

/** Where offices are registered on that day, who signs is one who holds one; where none is, the office is as declared. */
function signedByHolders(life: Life): void {
  for (const { fact, day } of actsOf(life)) {
    if (fact.type !== 'PledgeSigned') continue;
    const { unitId, signatory } = fact.data;
    const holders = holdersOf(life, unitId, { day, before: fact.position });
    if (holders.length === 0) continue;
    const isHolder = holders.some(
      ({ name, officeCode = signatory?.officeCode }) =>
        name === spelt(signatory?.name) && officeCode === signatory?.officeCode,
    );
    must(isHolder, `${fact.id} is signed by ${signatory?.name}, registered are ${JSON.stringify(holders)}`, life.log);
  }
}

type Then = Readonly<{ day: string; before: string }>;

/** Appointed by acts by that day and before that place of the log; nobody is relieved in the lives. */
function holdersOf({ log }: Life, unitId: string, { day, before }: Then) {
  return log.flatMap((event) => {
    const fact = event as YearFact | (typeof event & UnitEvent);
    if (fact.stream !== unitStream(unitId) || fact.type !== 'RepresentativeAppointed') return [];
    if (fact.metadata.mode.kind === 'CLAIM' || fact.position >= before || lastDayOf(fact.data.occurredOn) > day)
      return [];
    return [{ name: spelt(fact.data.person.name), officeCode: fact.data.officeCode }];
  });
}

/** Nobody is refused as a signatory whose office may sign, where the unit has registered none. */
function takenAsDeclared(life: Life): void {
  for (const { sent, decision } of life.steps.filter(isRefusedToSign)) {
    const { unitId, occurredOn, signatory } = sent.command.data as Readonly<{
      unitId: string;
      occurredOn: Readonly<{ date: string }>;
      signatory: Readonly<{ officeCode: string }>;
    }>;
    if (!decision.accepted && 'allowed' in decision.refusal.facts) continue;
    const holders = holdersOf(life, unitId, { day: occurredOn.date, before: '9' });
    must(holders.length > 0, `${signatory.officeCode} of ${unitId} is refused, and none is registered`, life.log);
  }
}

function isRefusedToSign({ sent, decision }: Step): boolean {
  return sent.mode.kind === 'ACT' && !decision.accepted && decision.refusal.code === 'SIGNATORY_NOT_AUTHORISED';
}

/** In the hall one person speaks for one member, and for another only by its paper. */
function speaksForOne(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'AttendanceRecorded') continue;
    const seats = seatsOf([...before, fact], fact.data.sessionId).filter(({ authority }) => authority === undefined);
    for (const one of seats) {
      const other = seats.find((seat) => isSamePerson(seat, one) && seat.unitId !== one.unitId);
      must(other === undefined, `${one.person?.name} speaks for ${one.unitId} and ${other?.unitId}`, life.log);
    }
  }
}

function seatsOf(facts: readonly YearFact[], sessionId: string | undefined): readonly Attendee[] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'AttendanceRecorded' || fact.data.sessionId !== sessionId) return [];
    return fact.data.attendees.filter(({ role }) => role === 'MEMBER');
  });
}

function isSamePerson(one: Attendee, other: Attendee): boolean {
  const offices = [one, other].map(({ office, person }) => spelt(office ?? person?.office));
  return spelt(one.person?.name) === spelt(other.person?.name) && (offices.includes('') || offices[0] === offices[1]);
}

/** In a session only who attends it for the unit votes for it. */
function votesByItsSpeaker(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'VoteCast') continue;
    const { ballotId, unitId, voter } = fact.data;
    const opened = before.find((known) => known.type === 'BallotOpened' && known.data.ballotId === ballotId);
    const sessionId = opened?.type === 'BallotOpened' ? opened.data.sessionId : undefined;
    const speakers = seatsOf(before, sessionId).flatMap((seat) =>
      seat.unitId === unitId ? [spelt(seat.person?.name)] : [],
    );
    const isTheirs = speakers.length === 0 || speakers.includes(spelt(voter?.name));
    must(isTheirs, `${fact.id}: ${voter?.name} votes, ${speakers.join()} attend for ${unitId}`, life.log);
  }
}

export const PERSONS: Properties = {
  'who signs holds an office that the unit has registered for that day, where it has any (D33)': signedByHolders,
  'where a unit has registered none, the office is taken as declared (D33)': takenAsDeclared,
  'nobody is named twice for an award, however the name is spelt (D38)': toldApart,
  'persons of one name with other offices or units are several (D38)': noneMistaken,
  'one person speaks for one member, for another only by its paper (D43)': speaksForOne,
  'who votes in a session attends it for that unit (D43)': votesByItsSpeaker,
};
