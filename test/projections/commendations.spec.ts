import { describe, expect, it } from '@jest/globals';
import { commendations } from '../../projections/commendations.projection.js';
import type { CommendationRow } from '../../read-models/commendations/commendations.js';
import type { Event } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import {
  cleared,
  complained,
  conferredOn,
  decided,
  FLAG,
  PRIME_MINISTER,
  registered,
  returned,
  revoked,
  submitted,
  takenUp,
} from '../support/mothers/commendations.js';

const history = historiesOf(commendations);

function row(...facts: readonly Told<Event>[]): CommendationRow {
  const found = history(...facts).row();
  if (found === undefined) throw new Error('There is no such commendation');
  return found;
}

describe('a commendation', () => {
  it('comes as far as its facts, step by step', () => {
    const course: readonly (readonly [Event, string])[] = [
      [takenUp, 'TAKEN_UP'],
      [submitted(), 'SUBMITTED'],
      [returned(), 'RETURNED'],
      [submitted('2025-04-10'), 'SUBMITTED'],
      [decided(), 'DECIDED'],
      [conferredOn(), 'CONFERRED'],
      [revoked(), 'REVOKED'],
    ];
    for (const [nth, [, status]] of course.entries())
      expect(row(...course.slice(0, nth + 1).map(([event]) => event)).status).toBe(status);
  });

  it('that acts have brought so far stays there, whatever a claim says; the claim stands beside (D35)', () => {
    const known = row(takenUp, submitted(), claimed(decided()), claimed(conferredOn()));
    expect([known.status, known.decided?.recording.mode, known.conferments.length]).toEqual(['SUBMITTED', 'CLAIM', 1]);
    const act = row(takenUp, submitted(), claimed(decided('2025-05-01')), decided());
    expect([act.status, act.decided?.recording.mode, act.decided?.claims?.length]).toEqual(['DECIDED', 'ACT', 1]);
    expect(row(claimed(takenUp), claimed(decided())).status).toBe('DECIDED');
  });

  it.each<readonly [string, Event]>([
    ['a decision', decided()],
    ['a conferment', conferredOn()],
    ['a revocation', revoked()],
    ['a complaint', complained()],
  ])('that acts have brought so far is no award, of another grantor or suspended by %s that is claimed', (_, event) => {
    const known = [takenUp, submitted()];
    const { granted, suspended, grantor, recipients, form, day, status } = row(...known, claimed(event));
    const before = row(...known);
    expect({ granted, suspended, grantor, recipients, form, day, status }).toEqual({
      ...{ granted: false, suspended: false, grantor: before.grantor, recipients: before.recipients },
      ...{ form: before.form, day: before.day, status: 'SUBMITTED' },
    });
    const told = row(claimed(takenUp), claimed(event));
    expect([told.granted, told.suspended]).not.toEqual([false, false]);
  });

  it('is for whom its decision tells, in place of all that was asked for', () => {
    const recipients = { individuals: { count: 3, named: [] } };
    const decidedFor = (whom: object): Event => ({
      type: 'CommendationDecided',
      data: { ...decided().data, recipients: whom },
    });
    const before = row(takenUp, submitted()).recipients;
    expect(row(takenUp, submitted(), decidedFor(recipients)).recipients).toEqual(recipients);
    expect(row(takenUp, submitted(), decidedFor({})).recipients).toEqual(before);
    expect(before.collectives?.count).toBe(1);
  });

  it('is for nobody else who was named before, and keeps no title of another form', () => {
    const recipients = { collectives: { count: 1, named: [{ unitId: 'dien-bien' }] } };
    const naming = (unitId: string): Event => ({
      type: 'CommendationRecipientNamed',
      data: { ...decided().data, kind: 'COLLECTIVE', recipient: { unitId } },
    });
    const told: Event = { type: 'CommendationDecided', data: { ...decided().data, recipients, form: 'Giấy khen' } };
    const { recipientUnits, title } = row(takenUp, naming('lao-cai'), told);
    expect([recipientUnits, title]).toEqual([['dien-bien'], undefined]);
  });

  it('is of who was named, with those who were named later, each once', () => {
    const recipient = { name: 'Văn phòng Sở', unitId: 'thai-nguyen' };
    const data = { ...registered().data, kind: 'COLLECTIVE', recipient } as const;
    const named: Event = { type: 'CommendationRecipientNamed', data };
    const { recipients, recipientUnits } = row(registered(), named, named);
    expect(recipients.collectives).toEqual({ count: 2, named: [recipient] });
    expect([recipients.individuals, recipientUnits]).toEqual([{ count: 15, named: [] }, ['thai-nguyen']]);
  });

  it('is suspended while something is pending', () => {
    expect(row(takenUp, complained()).suspended).toBe(true);
    expect(row(takenUp, complained(), cleared()).suspended).toBe(false);
  });

  it('revoked for some of its recipients stays an award', () => {
    const { type, data } = revoked() as Extract<Event, { type: string }>;
    const some: Event = { type, data: { ...data, of: { collectives: { count: 1, named: [] } } } };
    const two = decided('2025-05-20', { recipients: { collectives: { count: 2, named: [] } } });
    expect(row(takenUp, submitted(), two, some).status).toBe('DECIDED');
    expect(row(takenUp, submitted(), two, some, some).status).toBe('REVOKED');
  });

  it('says until when its dossier may be given back', () => {
    const returnTerm = { days: 5, counted: 'WORKING_DAYS' } as const;
    const { dossier } = row(takenUp, submitted('2025-04-01', { returnTerm }));
    expect(dossier.map(({ value }) => value.returnableUntil)).toEqual(['2025-04-08']);
  });

  it('names who granted it by its decision, else who is asked to', () => {
    expect(row(takenUp).grantor).toEqual(PRIME_MINISTER);
    expect(
      row(registered(), {
        type: 'CommendationDecided',
        data: { ...registered().data, document: { issuer: PRIME_MINISTER } },
      }).grantorKey,
    ).toBe('thủ tướng chính phủ');
  });

  it('is the same told again', () => {
    const whole = history(takenUp, submitted(), decided(), conferredOn());
    whole.isTheSameToldAgain();
    expect(whole.row(FLAG)?.status).toBe('CONFERRED');
  });
});
