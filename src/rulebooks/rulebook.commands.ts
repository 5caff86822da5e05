import type { Command } from '../kernel/decider.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { ReferenceDocument } from '../kernel/party.js';
import type { Rulebook } from './rulebook.values.js';

/** Publishes the next version. Refused as RULEBOOK_INVALID with all problems, each with its path. */
export type PublishRulebook = Command<
  'PublishRulebook',
  { rulebookId: string; content: Rulebook; document?: ReferenceDocument; occurredOn: PartialDate }
>;

export type RulebookCommand = PublishRulebook;
