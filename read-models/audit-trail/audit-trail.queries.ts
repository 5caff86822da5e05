import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Fault, InvalidInput } from '../../src/http/problems/fault.js';
import { MAY_READ } from '../../src/identity/policy.js';
import type { Origin } from '../../src/kernel/event.js';
import { endOfDayInHanoi, instantOf, isLocalDate, parseInstant } from '../../src/kernel/instant.js';
import { type Answered, answered, given, type Listed, listed, Rows } from '../rows.js';
import type { PageQuery } from '../read-model-store.js';
import { ReplayPort } from '../replay-port.js';
import { type AuditEntry, type Citation, documentKey, type RecordedEvent } from './audit-trail.js';
import type { AuditRequest } from './audit-trail.dto.js';

const MODEL = 'audit-trail';
const CITATIONS = 'document-citations';
/** What was recorded at one instant follows in the order of the log: the key is the position. */
const IN_TIME = ['recordedAt'] as const;

/** One event with who did it, for whom, by which paper. For auditors alone. */
export class GetAuditEvent extends Query<Answered<AuditEntry>> {
  constructor(readonly eventId: string) {
    super();
  }
}

/**
 * One event whole, by its place in its stream: the Location of a receipt. For auditors, and for whoever sent the command
 * of it: they may always read what was recorded of their own act.
 */
export class GetRecordedEvent extends Query<Answered<RecordedEvent>> {
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly asker: Origin,
  ) {
    super();
  }
}

/** Events in the order they were recorded, by bloc, year, unit, actor, type, period, cited document. For auditors alone. */
export class SearchAuditEvents extends Query<Listed<AuditEntry>> {
  constructor(readonly request: AuditRequest) {
    super();
  }
}

@QueryHandler(GetAuditEvent)
export class GetAuditEventHandler implements IQueryHandler<GetAuditEvent> {
  constructor(private readonly rows: Rows) {}

  async execute({ eventId }: GetAuditEvent): Promise<Answered<AuditEntry>> {
    const { rows } = await this.rows.page<AuditEntry>(MODEL, { limit: 1 }, { where: { eventId } });
    const [entry] = rows;
    if (entry === undefined) throw new Fault('NOT_FOUND');
    return answered(entry, (row) => row);
  }
}

@QueryHandler(GetRecordedEvent)
export class GetRecordedEventHandler implements IQueryHandler<GetRecordedEvent> {
  constructor(private readonly log: ReplayPort) {}

  async execute({ stream, revision, asker }: GetRecordedEvent): Promise<Answered<RecordedEvent>> {
    const event = await this.log.event(stream, revision);
    // To whom it is not shown it is not there either: nobody learns how far a stream has come.
    if (event === undefined || !maySee(event.metadata.origin, asker)) throw new Fault('NOT_FOUND');
    const { position, metadata, id, type, data } = event;
    const { salt: _, ...open } = metadata;
    return {
      row: { id, stream, revision, type, data, metadata: open },
      position,
      provenance: { [stream]: String(revision) },
    };
  }
}

function maySee(sender: Origin, { role, subject }: Origin): boolean {
  return MAY_READ.AUDIT.includes(role) || sender.subject === subject;
}

@QueryHandler(SearchAuditEvents)
export class SearchAuditEventsHandler implements IQueryHandler<SearchAuditEvents> {
  constructor(private readonly rows: Rows) {}

  async execute({ request }: SearchAuditEvents): Promise<Listed<AuditEntry>> {
    const { document, year, bloc } = request;
    if (year !== undefined && bloc === undefined) throw new InvalidInput([{ pointer: '/year', messages: NO_BLOC }]);
    return document === undefined ? this.byFields(request) : this.byDocument(request, documentKey(document));
  }

  private async byFields(request: AuditRequest): Promise<Listed<AuditEntry>> {
    return listed(await this.rows.page<AuditEntry>(MODEL, request, asked(request, {})), (row) => row);
  }

  private async byDocument(request: AuditRequest, document: string): Promise<Listed<AuditEntry>> {
    const { rows, ...page } = await this.rows.page<Citation>(CITATIONS, request, asked(request, { document }));
    const found = await this.rows.list<AuditEntry>(MODEL, [...new Set(rows.map(({ row }) => row.entry))]);
    return listed({ ...page, rows: found.rows }, (row) => row);
  }
}

const NO_BLOC = { vi: 'năm chỉ có nghĩa khi nêu cả cụm, khối (bloc)', en: 'names a year of a bloc: name the bloc too' };

function asked(request: AuditRequest, more: Readonly<Record<string, string>>): Omit<PageQuery, 'limit' | 'after'> {
  const { bloc, year, unit, actor, type, from, to, order } = request;
  return {
    where: { ...given({ blocId: bloc, year, unitId: unit, subject: actor, type }), ...more },
    orderBy: IN_TIME,
    descending: order === 'NEWEST_FIRST',
    ...(from === undefined ? {} : { from: startOf(from) }),
    ...(to === undefined ? {} : { to: isLocalDate(to) ? endOfDayInHanoi(to) : (parseInstant(to) ?? to) }),
  };
}

/** A day begins a millisecond after the day before it has ended. */
function startOf(from: string): string {
  if (!isLocalDate(from)) return parseInstant(from) ?? from;
  return instantOf(Date.parse(endOfDayInHanoi(from)) - 86_400_000 + 1);
}
