import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { Sampling } from '../../../src/operations/tracing/sampling.js';

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
const PARENT = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

/** Many ids of requests, the same in every run. */
const IDS = Array.from({ length: 10_000 }, (_, n) => {
  const hex = hash('md5', String(n));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
});

describe('which traces are recorded', () => {
  it('are one in twenty of those that begin here, unless told', () => {
    const sampling = new Sampling(readConfig(COLLECTOR).tracing?.ratio ?? 1);
    const taken = IDS.filter((id) => sampling.takesRequest(id, undefined));
    expect(taken.length).toBeGreaterThan(400);
    expect(taken.length).toBeLessThan(600);
  });

  it('are the same in every process with the same ratio, for a request as for its events', () => {
    const [api, projector] = [new Sampling(0.3), new Sampling(0.3)];
    const requests = IDS.map((id) => api.takesRequest(id, undefined));
    expect(IDS.map((id) => projector.takesEvents(id))).toEqual(requests);
    expect(new Set(requests)).toEqual(new Set([true, false]));
  });

  it('are all or none where the ratio says so', () => {
    const [all, none] = [new Sampling(1), new Sampling(0)];
    expect(IDS.every((id) => all.takesRequest(id, undefined))).toBe(true);
    expect(IDS.some((id) => none.takesRequest(id, undefined))).toBe(false);
  });

  it('are those that the caller records, whatever the ratio', () => {
    expect(new Sampling(0).takesRequest(PARENT.traceId, { ...PARENT, sampled: true })).toBe(true);
    expect(new Sampling(1).takesRequest(PARENT.traceId, { ...PARENT, sampled: false })).toBe(false);
  });

  it('are, for events of a command taken here, what they were for the command', () => {
    const sampling = new Sampling(1);
    sampling.takesRequest(PARENT.traceId, { ...PARENT, sampled: false });
    expect(sampling.takesEvents(PARENT.traceId)).toBe(false);
  });

  it('are never those of a correlation id that is no trace', () => {
    expect(new Sampling(1).takesEvents('an older ledger wrote this')).toBe(false);
  });
});
