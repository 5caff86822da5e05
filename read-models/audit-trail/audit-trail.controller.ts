import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/read-route.js';
import { RowRoute } from '../row-route.js';
import type { Answered, Listed } from '../rows.js';
import type { AuditEntry } from './audit-trail.js';
import { AuditAnswerBody, AuditListBody, AuditRequest, EventPath } from './audit-trail.dto.js';
import { GetAuditEvent, SearchAuditEvents } from './audit-trail.queries.js';

@ApiTags('audit')
@Controller('audit/events')
export class AuditTrailController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    what: 'AUDIT',
    query: 'SearchAuditEvents',
    summary: 'Recorded events by bloc, year, unit, actor, type, period or cited document',
    type: AuditListBody,
  })
  search(@Query() request: AuditRequest): Promise<Listed<AuditEntry>> {
    return this.queries.execute(new SearchAuditEvents(request));
  }

  @RowRoute({
    path: ':eventId',
    what: 'AUDIT',
    query: 'GetAuditEvent',
    summary: 'One recorded event: who, when, for whom, by which paper',
    type: AuditAnswerBody,
  })
  one(@Param() { eventId }: EventPath): Promise<Answered<AuditEntry>> {
    return this.queries.execute(new GetAuditEvent(eventId));
  }
}
