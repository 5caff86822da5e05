import { refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { isNamedDocument } from '../kernel/document-identity.js';
import { mustFollow } from '../kernel/happened.js';
import type { LinkDocument } from './movement.commands.js';
import type { MovementEvent } from './movement.events.js';
import type { Movement } from './movement.fold.js';
import { linkKey } from './movement.values.js';

/** A plan or another document of the movement, and what it implements, replaces, amends. Each relation is told once. */
export function* linkDocument(command: LinkDocument & Circumstances, movement: Movement): Deciding<MovementEvent> {
  const { document, relations } = command.data;
  yield* mustBeNamed(command);
  const keys = relations.length === 0 ? [linkKey(document)] : relations.map((one) => linkKey(document, one));
  if (keys.every((key) => movement.links.has(key))) {
    const name = document.number ?? document.title ?? '';
    yield* refuse('ALREADY_EXISTS', { kind: 'document', id: name, name, of: movement.name.vi });
  }
  for (const { document: other } of relations) {
    if (document.date !== undefined) yield* mustFollow(command, other.date, document.date, 'DOCUMENT_RESTS_ON');
  }
  return [{ type: 'DocumentLinked', data: command.data }];
}

/** Each document is told by a number or a title, and none stands to itself. */
function* mustBeNamed({ data: { document, relations } }: LinkDocument): Checks {
  if (!isNamedDocument(document)) yield* refuse('INVALID_INPUT', { field: '/document', why: 'UNNAMED' });
  for (const [nth, { document: other }] of relations.entries()) {
    const field = `/relations/${nth}/document`;
    if (!isNamedDocument(other)) yield* refuse('INVALID_INPUT', { field, why: 'UNNAMED' });
    if (linkKey(other) === linkKey(document)) yield* refuse('INVALID_INPUT', { field, why: 'ITSELF' });
  }
}
