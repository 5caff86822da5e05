import type { Event } from '../kernel/event.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type { Rulebook } from './rulebook.values.js';

/** A numbered version of a rulebook was published. Versions count from 1 and are never edited. */
export type RulebookPublished = Event<
  'RulebookPublished',
  { rulebookId: string; version: number; content: Rulebook; document?: ReferenceDocument; occurredOn: PartialDate }
>;

export type RulebookEvent = RulebookPublished;

export const rulebookStream = (rulebookId: string): string => streamName('rulebook', rulebookId);
