import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault, InvalidInput } from '../../src/http/problems/fault.js';
import { MAY_READ } from '../../src/identity/policy.js';
import type { Origin } from '../../src/kernel/event.js';
import { Caller } from '../caller.js';
import { ReplayPort } from '../replay-port.js';
import { RowRoute } from '../row-route.js';
import { type Answered, asItIs, type Listed, listed, Rows } from '../rows.js';
import { searchFor } from './audit-search.js';
import { AUDIT_TRAIL, type AuditEntry, DOCUMENT_CITATIONS, documentKey, type RecordedEvent } from './audit-trail.js';
import { AuditAnswerView, AuditListView, AuditRequest, EventPath } from './audit-trail.dto.js';
import { RecordedEventAnswerView, RecordedEventPath } from './recorded-event.dto.js';

const NO_BLOC = { vi: 'năm chỉ có nghĩa khi nêu cả cụm, khối (bloc)', en: 'names a year of a bloc: name the bloc too' };

/** Recorded events, for auditors; one event also for the sender of its command. */
@ApiTags('Audit (nhật ký)')
@Controller('audit')
export class AuditTrailController {
  constructor(
    private readonly rows: Rows,
    private readonly log: ReplayPort,
  ) {}

  @ReadRoute({
    path: 'events',
    what: 'AUDIT',
    query: 'SearchAuditEvents',
    summary: 'Recorded events by bloc, year, unit, actor, type, period or cited document',
    type: AuditListView,
  })
  async search(@Query() request: AuditRequest): Promise<Listed<AuditEntry>> {
    const { document, year, bloc } = request;
    if (year !== undefined && bloc === undefined) throw new InvalidInput([{ pointer: '/year', messages: NO_BLOC }]);
    if (document === undefined) {
      return listed(await this.rows.page(AUDIT_TRAIL, request, searchFor(request)), asItIs);
    }
    const search = searchFor(request, documentKey(document));
    const { rows: citations, ...page } = await this.rows.page(DOCUMENT_CITATIONS, request, search);
    const entries = [...new Set(citations.map(({ row }) => row.entry))];
    const { rows } = await this.rows.list(
      AUDIT_TRAIL,
      entries.map((entry) => [entry]),
    );
    return listed({ ...page, rows }, asItIs);
  }

  @RowRoute({
    path: 'events/:eventId',
    what: 'AUDIT',
    query: 'GetAuditEvent',
    summary: 'One recorded event: who, when, for whom, by which paper',
    type: AuditAnswerView,
  })
  async one(@Param() { eventId }: EventPath): Promise<Answered<AuditEntry>> {
    const { items } = listed(await this.rows.page(AUDIT_TRAIL, { limit: 1 }, { where: { eventId } }), asItIs);
    if (items[0] === undefined) throw new Fault('NOT_FOUND');
    return items[0];
  }

  @RowRoute({
    path: 'streams/:stream/events/:revision',
    what: 'RECORD',
    query: 'GetRecordedEvent',
    summary: 'One event as it was recorded, whole: the Location of a receipt',
    description:
      'Read from the log itself, so that it answers at once. To auditors every event, to others what they sent themselves.',
    type: RecordedEventAnswerView,
  })
  async recorded(
    @Param() { stream, revision }: RecordedEventPath,
    @Caller() caller: Origin,
  ): Promise<Answered<RecordedEvent>> {
    const event = await this.log.event(stream, Number(revision));
    // An event that may not be shown answers like a missing one, so that the answer does not tell how long a stream is.
    if (event === undefined || !maySee(event.metadata.origin, caller)) throw new Fault('NOT_FOUND');
    const { position, metadata, id, type, data } = event;
    const { salt: _, ...open } = metadata;
    return {
      row: { id, stream, revision: Number(revision), type, data, metadata: open },
      position,
      provenance: { [stream]: String(Number(revision)) },
    };
  }
}

function maySee(sender: Origin, { role, subject }: Origin): boolean {
  return MAY_READ.AUDIT.includes(role) || sender.subject === subject;
}
