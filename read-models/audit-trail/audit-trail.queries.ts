import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { InvalidInput } from '../../src/http/fault.js';
import { endOfDayInHanoi, instantOf, isLocalDate, parseInstant } from '../../src/kernel/instant.js';
import { type Answered, answered, given, type Listed, listed, Rows } from '../rows.js';
import type { PageQuery } from '../read-model-store.js';
import { type AuditEntry, type AuditView, type Citation, documentKey } from './audit-trail.js';
import type { AuditRequest } from './audit-trail.dto.js';

const MODEL = 'audit-trail';
const CITATIONS = 'document-citations';
const IN_TIME = ['recordedAt', 'place'] as const;

/** One event with who did it, for whom, by which paper. For auditors alone. */
export class GetAuditEvent extends Query<Answered<AuditView>> {
  constructor(readonly eventId: string) {
    super();
  }
}

/** Events in the order they were recorded, by bloc, year, unit, actor, type, period, cited document. For auditors alone. */
export class SearchAuditEvents extends Query<Listed<AuditView>> {
  constructor(readonly request: AuditRequest) {
    super();
  }
}

@QueryHandler(GetAuditEvent)
export class GetAuditEventHandler implements IQueryHandler<GetAuditEvent> {
  constructor(private readonly rows: Rows) {}

  async execute({ eventId }: GetAuditEvent): Promise<Answered<AuditView>> {
    return answered(await this.rows.row<AuditEntry>(MODEL, eventId, {}), view);
  }
}

@QueryHandler(SearchAuditEvents)
export class SearchAuditEventsHandler implements IQueryHandler<SearchAuditEvents> {
  constructor(private readonly rows: Rows) {}

  async execute({ request }: SearchAuditEvents): Promise<Listed<AuditView>> {
    const { document, year, bloc } = request;
    if (year !== undefined && bloc === undefined) throw new InvalidInput([{ pointer: '/year', messages: NO_BLOC }]);
    return document === undefined ? this.byFields(request) : this.byDocument(request, documentKey(document));
  }

  private async byFields(request: AuditRequest): Promise<Listed<AuditView>> {
    return listed(await this.rows.page<AuditEntry>(MODEL, request, asked(request, {})), view);
  }

  private async byDocument(request: AuditRequest, document: string): Promise<Listed<AuditView>> {
    const { rows, ...page } = await this.rows.page<Citation>(CITATIONS, request, asked(request, { document }));
    const found = await this.rows.list<AuditEntry>(MODEL, [...new Set(rows.map(({ row }) => row.eventId))]);
    return listed({ ...page, rows: found.rows }, view);
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

function view({ place: _, ...entry }: AuditEntry): AuditView {
  return entry;
}
