import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { RowRoute } from '../row-route.js';
import type { Answered, Listed } from '../rows.js';
import type { Origin } from '../../src/kernel/event.js';
import { AskedBy } from '../asked-by.js';
import type { AuditEntry, RecordedEvent } from './audit-trail.js';
import { AuditAnswerBody, AuditListBody, AuditRequest, EventPath } from './audit-trail.dto.js';
import { GetAuditEvent, GetRecordedEvent, SearchAuditEvents } from './audit-trail.queries.js';
import { RecordedEventAnswerBody, RecordedEventPath } from './recorded-event.dto.js';

@ApiTags('audit')
@Controller('audit')
export class AuditTrailController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    path: 'events',
    what: 'AUDIT',
    query: 'SearchAuditEvents',
    summary: 'Recorded events by bloc, year, unit, actor, type, period or cited document',
    type: AuditListBody,
  })
  search(@Query() request: AuditRequest): Promise<Listed<AuditEntry>> {
    return this.queries.execute(new SearchAuditEvents(request));
  }

  @RowRoute({
    path: 'events/:eventId',
    what: 'AUDIT',
    query: 'GetAuditEvent',
    summary: 'One recorded event: who, when, for whom, by which paper',
    type: AuditAnswerBody,
  })
  one(@Param() { eventId }: EventPath): Promise<Answered<AuditEntry>> {
    return this.queries.execute(new GetAuditEvent(eventId));
  }

  @RowRoute({
    path: 'streams/:stream/events/:revision',
    what: 'RECORD',
    query: 'GetRecordedEvent',
    summary: 'One event as it was recorded, whole: the Location of a receipt',
    description:
      'Read from the log itself, so that it answers at once. To auditors every event, to others what they sent themselves.',
    type: RecordedEventAnswerBody,
  })
  recorded(
    @Param() { stream, revision }: RecordedEventPath,
    @AskedBy() asker: Origin,
  ): Promise<Answered<RecordedEvent>> {
    return this.queries.execute(new GetRecordedEvent(stream, Number(revision), asker));
  }
}
