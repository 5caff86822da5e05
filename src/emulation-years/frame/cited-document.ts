import { breach, type Checks } from '../../kernel/decider.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import { isSaid } from '../../kernel/text.js';

/** R38: a document counts when it has a number and a date. */
export function* mustBeDocumented(document: ReferenceDocument | undefined): Checks {
  if (!isSaid(document?.number) || document?.date === undefined) yield breach('DOCUMENT_REQUIRED');
}
