import { randomUUID } from 'node:crypto';
import type { Event, Metadata, NewEvent, Position, Recorded } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';

/** The instant at which every test event is recorded: noon of the day on which the S2 cluster met. */
export const NOON = instantOf(Date.UTC(2025, 2, 21, 5));

export const METADATA: Metadata = {
  schema: 1,
  recordedAt: NOON,
  mode: { kind: 'ACT' },
  warnings: [],
  origin: { subject: 'https://issuer.example|thu-ky', name: 'Nguyễn Thị Thư Ký', role: 'secretary', blocId: 's2' },
  policy: 1,
  decision: { key: 'key', digest: 'digest', index: 0, count: 1 },
  correlationId: 'correlation',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
};

export type Noted = Event<'Noted', { text: string }>;

/** An event to append: what it says, and an id of its own unless one is given. */
export function noted(text: string, id: string = randomUUID(), metadata: Metadata = METADATA): NewEvent<Noted> {
  return { type: 'Noted', data: { text }, id, metadata };
}

/** The texts of the events, in order. */
export function textsOf(events: readonly Recorded[]): readonly string[] {
  return events.map(({ data }) => ('text' in data ? String(data.text) : ''));
}

export async function streamOf(store: EventStore, stream: string, from?: number): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of store.read(stream, from)) events.push(event);
  return events;
}

export async function logOf(store: EventStore, after: Position, batchSize?: number): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const batch of store.readAll(after, batchSize)) events.push(...batch);
  return events;
}
