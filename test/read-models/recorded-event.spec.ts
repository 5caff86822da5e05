import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditEntry, MOST_DATA, type RecordedEvent } from '../../read-models/audit-trail/audit-trail.js';
import type { Answered } from '../../read-models/rows.js';
import { told } from '../support/history.js';
import { led } from '../support/mothers/blocs.js';
import { agreed as contentAgreed, CONFERENCE, signed } from '../support/mothers/pledge.js';
import { adopted } from '../support/mothers/seven-provinces.js';
import { ShownHistory } from '../support/shown-history.js';

/** Sent by the very representative that asks below. */
const BY_HAND = {
  subject: 'thidua-ledger|representative',
  name: 'Lò Văn A',
  role: 'representative',
  unitId: 'lao-cai',
} as const;
const COMMAND = { type: 'SignPledge', payload: { unitId: 'lao-cai' }, gathered: [] };

const rulebook = adopted();
const long = { ...rulebook, data: { ...rulebook.data, rulebookId: 'x'.repeat(MOST_DATA) } };
const agreed = contentAgreed(CONFERENCE);
const signature = signed(CONFERENCE, 'lao-cai');

const LONG = '/audit/streams/emulationYear-cum-7-tinh--2024/events/0';
const AGREED = '/audit/streams/emulationYear-cum-7-tinh--2025/events/0';
const SIGNED = '/audit/streams/emulationYear-cum-7-tinh--2025/events/1';

describe('one event as it was recorded', () => {
  let shown: ShownHistory;
  beforeAll(async () => {
    shown = await ShownHistory.of(...led, long, agreed, told(signature, { origin: BY_HAND, command: COMMAND }));
  });
  afterAll(() => shown.stop());

  it('is whole, of whatever length, where the trail tells only how long it is', async () => {
    const { body: entry } = await shown.get<Answered<AuditEntry>>(
      'inspector',
      '/audit/events/emulationYear-cum-7-tinh--2024@0',
    );
    expect(entry.row.data).toBeUndefined();
    const { stream, revision, eventId } = entry.row;
    const { body } = await shown.get<Answered<RecordedEvent>>(
      'inspector',
      `/audit/streams/${stream}/events/${revision}`,
    );
    expect(body.row).toMatchObject({ id: eventId, stream, revision, type: 'RulebookAdopted', data: long.data });
    expect(body.provenance).toEqual({ [stream]: '0' });
  });

  it('has all that was kept beside it but the salt', async () => {
    const { status, body, headers } = await shown.get<Answered<RecordedEvent>>('council', SIGNED);
    expect(status).toBe(200);
    expect(body.row.data).toEqual(signature.data);
    expect(body.row.metadata).toMatchObject({ schema: 1, mode: { kind: 'ACT' }, origin: BY_HAND, command: COMMAND });
    expect(body.row.metadata).not.toHaveProperty('salt');
    expect(headers.get('etag')).toMatch(/^W\/"[\w-]{22}"$/);
  });

  it('is shown to whoever sent it, and of nobody else tells that it is there', async () => {
    expect((await shown.get('representative', SIGNED)).status).toBe(200);
    for (const path of [AGREED, LONG, SIGNED.replace(/1$/, '2')]) {
      const { status, body } = await shown.get<{ code: string }>('representative', path);
      expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await shown.get('appraiser', SIGNED)).status).toBe(404);
    expect((await shown.get('dashboard', SIGNED)).status).toBe(403);
  });

  it.each([
    ['behind the end of its stream', 404, SIGNED.replace(/1$/, '2')],
    ['of a stream that nobody has begun', 404, '/audit/streams/unit-nobody/events/0'],
    ['of a commendation that nobody has proposed', 404, '/audit/streams/commendation-co-chinh-phu-2025/events/0'],
    ['of a stream of no kind of ours', 400, '/audit/streams/orders-1/events/0'],
    ['of a stream of the engine itself', 400, '/audit/streams/$all/events/0'],
    ['at no place', 400, SIGNED.replace(/1$/, '-1')],
    ['at a place that no stream reaches', 400, SIGNED.replace(/1$/, '9'.repeat(16))],
  ])('%s is answered with %i', async (_, status, path) => {
    expect((await shown.get('inspector', path)).status).toBe(status);
  });
});
