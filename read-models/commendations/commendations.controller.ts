import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { nameFolded } from '../../src/kernel/text.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { RowRoute } from '../row-route.js';
import { type Answered, asNewAsIts, given, type Listed, Rows } from '../rows.js';
import { commendationSeenBy, seesOnlyAwards } from './commendations-view.js';
import { COMMENDATIONS } from './commendations.js';
import {
  CommendationAnswerView,
  CommendationKey,
  CommendationListView,
  CommendationsRequest,
  type CommendationView,
} from './commendations.dto.js';
import { COMMENDATIONS_TABLE } from './commendations.table.js';

/** What became of proposals with who grants them, and awards that are known otherwise. */
@ApiTags('Commendations (khen thưởng)')
@Controller('commendations')
export class CommendationsController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListCommendations',
    summary: 'Commendations, the latest first, by year, form, grantor, status or recipient; to the public the awards',
    type: CommendationListView,
    table: COMMENDATIONS_TABLE,
  })
  async list(@Query() request: CommendationsRequest, @Caller() caller: Origin): Promise<Listed<CommendationView>> {
    const { bloc: blocId, year, form, grantor, status, recipient } = request;
    const where = {
      ...given({ blocId, year, form, status, grantorKey: grantor && nameFolded(grantor) }),
      ...(seesOnlyAwards(caller, blocId) ? { granted: true } : {}),
    };
    const query = { where, orderBy: ['day'], descending: true };
    const { rows, next } = await this.rows.pageOfWanted(
      COMMENDATIONS,
      request,
      query,
      ({ recipientUnits }) => recipient === undefined || recipientUnits.includes(recipient),
    );
    return asNewAsIts(
      rows.flatMap((found) => commendationSeenBy(caller, found) ?? []),
      next,
    );
  }

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: ':commendationId',
    what: 'OPEN',
    query: 'GetCommendation',
    summary: 'A commendation: the proposal behind it, its dossier, decision, conferment and revocation',
    type: CommendationAnswerView,
  })
  async one(
    @Param() { commendationId }: CommendationKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<CommendationView>> {
    const seen = commendationSeenBy(caller, await this.rows.row(COMMENDATIONS, [commendationId], asOf));
    if (seen === undefined) throw new Fault('NOT_FOUND');
    return seen;
  }
}
