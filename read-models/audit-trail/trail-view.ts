import type { Origin } from '../../src/kernel/event.js';
import { IN_NO_BLOC } from '../../src/kernel/stream.js';
import type { Complaint } from '../commendations/commendations.js';
import { audienceOf } from '../year-audience.js';
import type { AuditEntry, RecordedEvent } from './audit-trail.js';

const COMPLAINT = 'ComplaintLodged';

/** The entry as the caller may see it: from whom a complaint comes and what it says is for superiors. */
export function entryFor(caller: Origin, entry: AuditEntry): AuditEntry {
  return entry.type !== COMPLAINT || entry.data === undefined || isSuperior(caller)
    ? entry
    : { ...entry, data: withoutSender(entry.data) };
}

/** The event as the caller may see it who did not send it: that of a complaint and its command without who complains of what. */
export function eventFor(caller: Origin, event: RecordedEvent): RecordedEvent {
  if (event.type !== COMPLAINT || isSuperior(caller)) return event;
  const { command, ...metadata } = event.metadata;
  return {
    ...event,
    data: withoutSender(event.data),
    metadata: {
      ...metadata,
      ...(command === undefined ? {} : { command: { ...command, payload: withoutSender(command.payload) } }),
    },
  };
}

/** Whoever sees the papers of every record. */
function isSuperior(caller: Origin): boolean {
  return audienceOf(undefined, IN_NO_BLOC, caller).sees('PAPERS') === 'ALL';
}

function withoutSender(data: object): object {
  const { by: _, matter: __, ...told } = data as Complaint['lodged']['value'];
  return told;
}
