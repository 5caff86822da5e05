import { breach, type Checks } from './decider.js';
import { knownFrom } from './partial-date.js';
import type { ReferenceDocument } from './party.js';
import { isSaid } from './text.js';

function isDated(document: ReferenceDocument | undefined): boolean {
  return document?.date !== undefined && knownFrom(document.date) !== undefined;
}

/** R38: a document counts when it has a number and a date. */
export function* mustBeDocumented(document: ReferenceDocument | undefined): Checks {
  if (!isSaid(document?.number) || !isDated(document)) yield breach('DOCUMENT_REQUIRED');
}
