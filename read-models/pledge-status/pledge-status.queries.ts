import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { AsOfRequest } from '../as-of.dto.js';
import { type Answered, answered, Rows } from '../rows.js';
import { type PledgeStatus, pledgeStatusKey } from './pledge-status.js';

/**
 * Who signed the pledge of a year and who is pending, now or as of a past moment. Everybody may see it: signing is an
 * official act, and the signatory's name and office are part of it.
 */
export class GetPledgeStatus extends Query<Answered<PledgeStatus>> {
  constructor(
    readonly blocId: string,
    readonly year: string,
    readonly asOf: AsOfRequest,
  ) {
    super();
  }
}

@QueryHandler(GetPledgeStatus)
export class GetPledgeStatusHandler implements IQueryHandler<GetPledgeStatus> {
  constructor(private readonly rows: Rows) {}

  async execute({ blocId, year, asOf }: GetPledgeStatus): Promise<Answered<PledgeStatus>> {
    const found = await this.rows.row<PledgeStatus>('pledge-status', pledgeStatusKey(blocId, year), asOf);
    return answered(found, (row) => row);
  }
}
