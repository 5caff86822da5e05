import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { modelById } from '../read-model.js';
import type { Sourced } from '../recording.js';

/** What is said of a version without its content, which can be as large as the event that published it and is read there. */
export type PublishedVersion = Readonly<{
  /** From 1, in the order of publication; never edited. */
  version: number;
  title: LocalizedText;
  /** The decision that issues it. */
  document?: ReferenceDocument;
}>;

/**
 * A rulebook (quy chế) and the versions of it that were published. Key: the rulebook's id. Folded from its one stream; a
 * version every few years, at most `MOST_ENTRIES`.
 */
export type RulebookEntry = Readonly<{
  rulebookId: string;
  /** Of the last version. */
  title: LocalizedText;
  /** Of the title, in Vietnamese order. */
  sortKey: string;
  /** In their order. */
  versions: readonly Sourced<PublishedVersion>[];
}>;

export const RULEBOOK_DIRECTORY = modelById<RulebookEntry>('rulebook-directory');
