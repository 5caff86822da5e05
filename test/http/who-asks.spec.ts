import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Query } from '@nestjs/common';
import { AsOfRequest } from '../../read-models/as-of.dto.js';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { whoAsks, type WhoAsks } from '../../src/http/frame/who-asks.js';
import { PersonBody } from '../../src/http/shapes/shapes.dto.js';
import { eventually } from '../support/eventually.js';
import { Probe } from './probe.js';

const seen: WhoAsks[] = [];

@Controller('past')
class PastController {
  @ReadRoute({ what: 'OPEN', query: 'GetPast', summary: 'Read', type: PersonBody })
  async read(@Query() { asOf }: AsOfRequest): Promise<{ name: string }> {
    await Promise.resolve();
    const asking = whoAsks();
    seen.push(asking);
    // A question about a day waits until it is not wanted any more.
    if (asOf === '2025-03-22') await new Promise((resolve) => asking.signal.addEventListener('abort', resolve));
    return { name: 'past' };
  }
}

describe('a question about the past', () => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await Probe.start([PastController]);
  });
  afterAll(() => probe.stop());

  it('knows who asks, and that its connection is closed', async () => {
    const headers = await probe.as('inspector');
    const gone = new AbortController();
    const asked = fetch(`${probe.url}/past?asOf=2025-03-22`, { headers, signal: gone.signal });
    await eventually(() => seen.length === 1);
    expect([seen[0]?.caller, seen[0]?.signal.aborted]).toEqual(['thidua-ledger|inspector-1', false]);
    gone.abort();
    await expect(asked).rejects.toThrow('aborted');
    await eventually(() => seen[0]?.signal.aborted === true);
  });

  it('is not cancelled by its own answer', async () => {
    const headers = await probe.as('council');
    expect((await fetch(`${probe.url}/past?asOf=2025-03-21`, { headers })).status).toBe(200);
    expect((await fetch(`${probe.url}/past`, { headers })).status).toBe(200);
    const [, past, now] = seen;
    expect([past?.caller, past?.signal.aborted, now?.caller]).toEqual(['thidua-ledger|council-1', false, '']);
  });
});
