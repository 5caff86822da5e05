import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault, InvalidInput } from '../../src/http/problems/fault.js';
import { BELONGS_TO, homeOf, SEES, type Standpoint, standpointOf } from '../../src/identity/policy.js';
import { defined } from '../../src/kernel/defined.js';
import { documentKey } from '../../src/kernel/document-identity.js';
import type { Origin, Recorded } from '../../src/kernel/event.js';
import { blocOf, homeBlocOf } from '../../src/kernel/stream.js';
import { Caller } from '../caller.js';
import { ReplayPort } from '../replay-port.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, asNewAsIts, type Listed, listed, Rows } from '../rows.js';
import { searchFor } from './audit-search.js';
import { AUDIT_TRAIL, type AuditEntry, DOCUMENT_CITATIONS, type RecordedEvent } from './audit-trail.js';
import { AuditAnswerView, AuditListView, AuditRequest, EventPath } from './audit-trail.dto.js';
import { RecordedEventAnswerView, RecordedEventPath } from './recorded-event.dto.js';
import { AUDIT_TABLE } from './audit-trail.table.js';
import { entryFor, eventFor } from './trail-view.js';

const NO_BLOC = { vi: 'năm chỉ có nghĩa khi nêu cả cụm, khối (bloc)', en: 'names a year of a bloc: name the bloc too' };

/** Recorded events: to auditors of every bloc, to a secretary of the own; one event also to the sender of its command. */
@ApiTags('Audit (nhật ký)')
@Controller('audit')
export class AuditTrailController {
  constructor(
    private readonly rows: Rows,
    private readonly log: ReplayPort,
  ) {}

  @ReadRoute({
    path: 'events',
    what: 'TRAIL',
    query: 'SearchAuditEvents',
    summary: 'Recorded events by bloc, year, unit, actor, type, period or cited document',
    type: AuditListView,
    table: AUDIT_TABLE,
  })
  async search(@Query() asked: AuditRequest, @Caller() caller: Origin): Promise<Listed<AuditEntry>> {
    const request = inOwnTrail(asked, caller);
    const show = (entry: AuditEntry): AuditEntry => entryFor(caller, entry);
    const { document, year, bloc } = request;
    if (year !== undefined && bloc === undefined) throw new InvalidInput([{ pointer: '/year', messages: NO_BLOC }]);
    if (bloc !== undefined && SEES.TRAIL[standpointTo(bloc, caller)] !== 'ALWAYS') return asNewAsIts<AuditEntry>([]);
    if (document === undefined) {
      return listed(await this.rows.page(AUDIT_TRAIL, request, searchFor(request)), show);
    }
    const search = searchFor(request, documentKey(document));
    const { rows: citations, ...page } = await this.rows.page(DOCUMENT_CITATIONS, request, search);
    const entries = [...new Set(citations.map(({ row }) => row.entry))];
    const { rows } = await this.rows.list(
      AUDIT_TRAIL,
      entries.map((entry) => [entry]),
    );
    return listed({ ...page, rows }, show);
  }

  @RowRoute({
    path: 'events/:eventId',
    what: 'TRAIL',
    query: 'GetAuditEvent',
    summary: 'One recorded event: who, when, for whom, by which paper',
    type: AuditAnswerView,
  })
  async one(@Param() { eventId }: EventPath, @Caller() caller: Origin): Promise<Answered<AuditEntry>> {
    const { rows } = await this.rows.page(AUDIT_TRAIL, { limit: 1 }, { where: { eventId } });
    if (rows[0] === undefined || !seesTrail(rows[0].row, caller)) throw new Fault('NOT_FOUND');
    return answered(rows[0], (entry) => entryFor(caller, entry));
  }

  @RowRoute({
    path: 'streams/:stream/events/:revision',
    what: 'EVENT',
    query: 'GetRecordedEvent',
    summary: 'One event as it was recorded, whole: the Location of a receipt',
    description:
      'Read from the log itself, so that it answers at once. To auditors every event, to a secretary those of the own bloc, to others what they sent themselves.',
    type: RecordedEventAnswerView,
  })
  async recorded(
    @Param() { stream, revision }: RecordedEventPath,
    @Caller() caller: Origin,
  ): Promise<Answered<RecordedEvent>> {
    const event = await this.log.event(stream, Number(revision));
    // An event that may not be shown answers like a missing one, so that the answer does not tell how long a stream is.
    if (event === undefined || !seesEvent(event, caller)) throw new Fault('NOT_FOUND');
    const { position, metadata, id, type, data, obscure } = event;
    const { salt: _, ...open } = metadata;
    const whole = { id, stream, revision: Number(revision), type, data, metadata: open, ...defined({ obscure }) };
    return {
      row: isSender(metadata.origin, caller) ? whole : eventFor(caller, whole),
      position,
      provenance: { [stream]: String(Number(revision)) },
    };
  }
}

/** The search in the trail of the own bloc, of whom is an outsider in any other. */
function inOwnTrail(request: AuditRequest, caller: Origin): AuditRequest {
  const bloc = request.bloc ?? homeOf(caller);
  return bloc === undefined ? request : { ...request, bloc };
}

function seesTrail({ stream, blocId }: AuditEntry, caller: Origin): boolean {
  return SEES.TRAIL[standpointTo(homeBlocOf(stream, blocId), caller)] === 'ALWAYS';
}

function seesEvent(event: Recorded, caller: Origin): boolean {
  const when = SEES.EVENT[standpointTo(homeBlocOf(event.stream, blocOf(event)), caller)];
  return when === 'ALWAYS' || (when === 'OWN' && isSender(event.metadata.origin, caller));
}

/** Members have no more of a trail than outsiders, so no year need be looked up. */
function standpointTo(blocId: string, caller: Origin): Standpoint {
  return standpointOf(caller, { blocId, isMember: () => false });
}

/** The same subject in the same role for the same unit or bloc: where several share a subject, each sees what its own sent. */
function isSender(sender: Origin, caller: Origin): boolean {
  const { subject, role } = caller;
  return (
    sender.subject === subject &&
    sender.role === role &&
    BELONGS_TO[role].every((of) => sender[`${of}Id`] === caller[`${of}Id`])
  );
}
