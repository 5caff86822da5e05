// A minimal decider that records pairs of events, so that its history shows every lost, doubled or torn decision.

export const counting = {
  initial: 0,
  decide: ({ data }, counted) => ({
    accepted: true,
    events: [
      { type: 'Counted', data: { ...data, nth: counted } },
      { type: 'Counted', data: { ...data, nth: counted + 1 } },
    ],
    warnings: [],
  }),
  evolve: (counted) => counted + 1,
};

export function request(stream, idempotencyKey) {
  return {
    stream,
    command: { type: 'Count', data: { what: 'giao ước thi đua' } },
    mode: { kind: 'ACT' },
    origin: { subject: 'crash-test', name: 'Crash test', role: 'secretary' },
    gathered: [],
    idempotencyKey,
    correlationId: idempotencyKey,
    policy: 1,
  };
}

/** A unit of its own for each key, decided where the log is written. */
export function registration(key) {
  const name = { full: { vi: key }, short: { vi: key } };
  const data = { unitId: key, kind: 'PROVINCE', name, occurredOn: { date: '2008-01-01' } };
  const { stream: _, command: __, gathered: ___, ...requested } = request('', key);
  const origin = { ...requested.origin, role: 'council' };
  return { slice: 'unit', command: { type: 'RegisterUnit', data }, requested: { ...requested, origin } };
}
