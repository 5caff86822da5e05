import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AsOfRequest } from '../as-of.dto.js';
import { YearPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered } from '../rows.js';
import type { PledgeStatus } from './pledge-status.js';
import { PledgeStatusAnswerBody } from './pledge-status.dto.js';
import { GetPledgeStatus } from './pledge-status.queries.js';

@ApiTags('pledge')
@Controller('blocs/:blocId/years/:year/pledge')
export class PledgeStatusController {
  constructor(private readonly queries: QueryBus) {}

  @RowRoute({
    what: 'PUBLISHED',
    query: 'GetPledgeStatus',
    summary: 'Who signed the pledge, when, where and by whom; who is pending and why',
    type: PledgeStatusAnswerBody,
  })
  one(@Param() { blocId, year }: YearPath, @Query() asOf: AsOfRequest): Promise<Answered<PledgeStatus>> {
    return this.queries.execute(new GetPledgeStatus(blocId, year, asOf));
  }
}
