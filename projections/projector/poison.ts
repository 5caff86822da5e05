import type { Touch } from './touches.js';

/** An event that a projection could not fold. It stands before this event until it is mended. */
export type PoisonEvent = Readonly<{
  model: string;
  eventId: string;
  type: string;
  stream: string;
  revision: number;
  error: string;
}>;

export function poisonOf(model: string, { event, poison }: Touch): PoisonEvent {
  const { id, type, stream, revision } = event;
  return { model, eventId: id, type, stream, revision, error: String(poison?.error) };
}

export function inWords({ model, type, eventId, stream, revision }: PoisonEvent): string {
  return `The read model ${model} cannot fold ${type} ${eventId} (${stream} ${revision})`;
}
