import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, type Listed, listed, Rows } from '../rows.js';
import { reviewFor } from './council-reviews-view.js';
import { COUNCIL_REVIEWS } from './council-reviews.js';
import {
  CouncilReviewAnswerView,
  CouncilReviewKey,
  CouncilReviewListView,
  type CouncilReviewView,
} from './council-reviews.dto.js';
import { COUNCIL_REVIEWS_TABLE } from './council-reviews.table.js';

/** What superior councils agreed to of the proposals of many blocs. */
@ApiTags('Council reviews (hội đồng xét)')
@Controller('council-reviews')
export class CouncilReviewsController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListCouncilReviews',
    summary: 'Reviews of pools of proposals, the latest first',
    type: CouncilReviewListView,
    table: COUNCIL_REVIEWS_TABLE,
  })
  async list(@Query() request: PageRequest, @Caller() caller: Origin): Promise<Listed<CouncilReviewView>> {
    const page = await this.rows.page(COUNCIL_REVIEWS, request, { orderBy: ['day'], descending: true });
    return listed(page, (row) => reviewFor(caller, row));
  }

  @RowRoute({
    path: ':councilReviewId',
    what: 'OPEN',
    query: 'GetCouncilReview',
    summary: 'A review: how many were proposed and agreed to of each form, and who, as far as that is told',
    type: CouncilReviewAnswerView,
  })
  async one(
    @Param() { councilReviewId }: CouncilReviewKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<CouncilReviewView>> {
    return answered(await this.rows.row(COUNCIL_REVIEWS, [councilReviewId], asOf), (row) => reviewFor(caller, row));
  }
}
