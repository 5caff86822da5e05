import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { audienceOf } from '../year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, Rows } from '../rows.js';
import { NOTHING_VISIBLE } from '../visibility.js';
import { PLEDGE_STATUS, type PledgeStatus } from './pledge-status.js';
import { PledgeStatusAnswerView } from './pledge-status.dto.js';
import { PLEDGE_TABLE } from './pledge-status.table.js';

/** Everybody may see it: signing is an official act, and the signatory's name and office are part of it. */
@ApiTags('Pledges (giao ước thi đua)')
@Controller('blocs/:blocId/years/:year/pledge')
export class PledgeStatusController {
  constructor(private readonly rows: Rows) {}

  @RowRoute({
    what: 'OPEN',
    query: 'GetPledgeStatus',
    summary: 'Who signed the pledge, when, where and by whom; who is pending and why',
    type: PledgeStatusAnswerView,
    table: PLEDGE_TABLE,
  })
  async one(
    @Param() { blocId, year }: YearKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<PledgeStatus>> {
    const found = await this.rows.row(PLEDGE_STATUS, [blocId, year], asOf);
    const members = found.row.members.map(({ unitId }) => unitId);
    return answered(found, audienceOf({ ...NOTHING_VISIBLE, members }, blocId, caller).withFactsSeen);
  }
}
