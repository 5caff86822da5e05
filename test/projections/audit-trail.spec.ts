import { describe, expect, it } from '@jest/globals';
import { auditTrail, documentCitations } from '../../projections/audit-trail/audit-trail.projection.js';
import { MOST_DATA } from '../../read-models/audit-trail/audit-trail.js';
import { documentKey } from '../../src/kernel/document-identity.js';
import type { Source } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { historiesOf, told } from '../support/history.js';
import { established } from '../support/mothers/blocs.js';
import { report, secretaryFor } from '../support/mothers/origins.js';
import { CONFERENCE, signed } from '../support/mothers/pledge.js';
import { adopted } from '../support/mothers/seven-provinces.js';
import { registered } from '../support/mothers/units.js';
import { attended, conferred, excluded, tallied } from '../support/mothers/voting.js';
import { METADATA } from '../support/store-events.js';

const trail = historiesOf(auditTrail);
const citations = historiesOf(documentCitations);

const onPaper = told(signed(CONFERENCE, 'ha-giang'), { origin: secretaryFor('ha-giang') });
const decision = { number: '12/QĐ-UBND', issuer: { kind: 'EXTERNAL', name: 'UBND tỉnh Lào Cai' } as const };
const award = conferred({ document: decision });

describe('an entry of the audit trail', () => {
  it('says who did what when, for whom and by which paper, and repeats the fact', () => {
    const history = trail(onPaper);
    const [event] = history.events;
    const { subject, onBehalfOf, ...actor } = secretaryFor('ha-giang');
    history.shows({
      eventId: 'emulationYear-cum-7-tinh--2025@0',
      stream: 'emulationYear-cum-7-tinh--2025',
      revision: 0,
      type: 'PledgeSigned',
      ...{ blocId: 'cum-7-tinh', year: '2025', unitId: 'ha-giang' },
      subject,
      actor,
      onBehalfOf: onBehalfOf!,
      recordedAt: event!.metadata.recordedAt,
      occurredOn: { date: '2025-03-22' },
      mode: 'ACT',
      warnings: [],
      correlationId: METADATA.correlationId,
      policy: 1,
      schema: 1,
      documents: ['01/BB'],
      data: signed(CONFERENCE, 'ha-giang').data,
    });
  });

  it('is of the bloc that its stream names, whatever the fact leaves out', () => {
    const stream = 'emulationYear-cum-7-tinh--2025';
    const unnamed = told({ type: 'ScoringReopened', data: { unitId: 'son-la' } }, {}, stream);
    expect(trail(unnamed).row()).toMatchObject({ stream, blocId: 'cum-7-tinh' });
  });

  it('names the source of a claim and the warnings it was given', () => {
    const warnings = [{ code: 'NOT_A_MEMBER', rule: 'R01', facts: { unit: 'Yên Bái' } }] as const;
    const mode = { kind: 'CLAIM', source: report } as const;
    const row = trail(told(signed(CONFERENCE, 'yen-bai'), { mode, warnings })).row();
    expect(row).toMatchObject({ mode: 'CLAIM', source: report, warnings });
  });

  it('names the command on the first event of its decision', () => {
    const command = { type: 'SignPledge', payload: {}, gathered: [] };
    expect(trail(told(signed(CONFERENCE, 'lao-cai'), { command })).row()?.command).toBe('SignPledge');
    expect(trail(signed(CONFERENCE, 'lao-cai')).row()).not.toHaveProperty('command');
  });

  it('leaves what it does not concern empty', () => {
    expect(trail(registered()).row()).toMatchObject({ blocId: '', year: '', unitId: 'so-gtvt-lang-son' });
    expect(trail(established).row()).toMatchObject({ blocId: 'cum-7-tinh', year: '', unitId: '' });
  });

  it('tells of a long fact only how long it is', () => {
    const rulebook = adopted();
    const row = trail(rulebook).row();
    const { length } = JSON.stringify(rulebook.data);
    // A short rulebook is repeated, a long one is not: both sides of the bound.
    const long = { ...rulebook, data: { ...rulebook.data, rulebookId: 'x'.repeat(MOST_DATA) } };
    expect(length).toBeLessThanOrEqual(MOST_DATA);
    expect(row?.data).toEqual(rulebook.data);
    expect(trail(long).row()?.dataLength).toBe(length - rulebook.data.rulebookId.length + MOST_DATA);
    expect(trail(long).row()).not.toHaveProperty('data');
  });

  it('is one for each event, and told again the same', () => {
    const facts = [registered(), established, onPaper, award, excluded('son-la')];
    const history = trail(...facts);
    for (const { position, type } of history.events) expect(history.row(position)?.type).toBe(type);
    history.isTheSameToldAgain();
    citations(...facts).isTheSameToldAgain();
  });
});

describe('the documents of an event', () => {
  it('are those of the fact, of the paper it was recorded by and of its source, each once', () => {
    const source: Source = { title: 'Quyết định', document: { number: '34/QĐ' } };
    const origin = secretaryFor('lao-cai');
    const row = trail(told(award, { origin, mode: { kind: 'CLAIM', source } })).row();
    expect(row?.documents).toEqual(['12/QĐ-UBND', '01/BB', '34/QĐ']);
  });

  it('are found in minutes and in the authority of a substitute', () => {
    const attendance = attended(['lao-cai']);
    const attendees = attendance.data.attendees.map((attendee) => ({ ...attendee, authority: { number: '7/GUQ' } }));
    expect(trail({ ...attendance, data: { ...attendance.data, attendees } }).row()?.documents).toEqual(['7/GUQ']);
    expect(trail(tallied([], { minutes: { number: '2/BBKP' } })).row()?.documents).toEqual(['2/BBKP']);
  });

  it('are not the laws that a rulebook cites', () => {
    expect(trail(adopted()).row()?.documents).toEqual([]);
  });

  it('may lack a number, and are then not cited by one', () => {
    expect(
      trail(conferred({ document: { issuer: { kind: 'EXTERNAL', name: 'UBND tỉnh' } as const } })).row()?.documents,
    ).toEqual([]);
  });

  it('are rows of their own, found however the number is spelt', () => {
    const history = citations(told(award, { origin: secretaryFor('lao-cai') }));
    const [event] = history.events;
    expect(history.row(`${event?.position}/0`)).toMatchObject({
      entry: event?.position,
      document: documentKey(' 12/qđ-UBND'),
    });
    expect(history.row(`${event?.position}/1`)).toMatchObject({
      entry: event?.position,
      document: documentKey('01/BB'),
    });
    expect(history.row(`${event?.position}/2`)).toBeUndefined();
  });

  it('of a claim without any are none', () => {
    expect(citations(claimed(signed(CONFERENCE, 'lao-cai'))).row()).toBeUndefined();
  });
});
