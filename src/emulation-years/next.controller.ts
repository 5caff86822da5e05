import { Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ledger } from '../deciding/ledger.js';
import { ReadRoute } from '../http/frame/read-route.js';
import { Fault } from '../http/problems/fault.js';
import { SEES, standpointOf } from '../identity/policy.js';
import { Unauthenticated } from '../identity/token-verifier.js';
import { dayInHanoi } from '../kernel/instant.js';
import { onDay } from '../kernel/partial-date.js';
import { YearPath } from './frame/year.dto.js';
import type { NextInYear } from './next.js';
import { NextView } from './next.dto.js';
import { nextViewOf } from './next-view.js';

/**
 * What can be done next in a year. It is asked of who decides, on what is recorded now, and records nothing: what it says can be
 * done is what a command would be answered. Who may not see the working papers of the year finds nothing here.
 */
@ApiTags('Years (năm thi đua)')
@Controller('blocs/:blocId/years/:year')
export class NextController {
  constructor(private readonly ledger: Ledger) {}

  @ReadRoute({
    path: 'next',
    what: 'PAPERS',
    query: 'GetNext',
    summary: 'What you can do now, what waits for whom, and what blocks the rest by which rule',
    description:
      'The commands that could come next, each as the decider would answer it now. What a caller decides itself is left open: `reason` then says what is asked for. Not kept, and without a tag: ask again.',
    type: NextView,
    mayBeMissing: true,
  })
  async next(@Param() path: YearPath, @Req() { caller }: FastifyRequest): Promise<NextView> {
    if (caller === undefined) throw new Unauthenticated('none sent');
    const { blocId, year } = path;
    const now = this.ledger.now();
    const record = { type: 'CloseEmulationYear', data: { blocId, year, occurredOn: onDay(dayInHanoi(now)) } };
    const next = (await this.ledger.next({ record, origin: caller, now })) as NextInYear | undefined;
    const isMember = (unitId: string): boolean => next?.members.some((member) => member.unitId === unitId) === true;
    if (next === undefined || SEES.PAPERS[standpointOf(caller, { blocId, isMember })] !== 'ALWAYS') {
      throw new Fault('NOT_FOUND');
    }
    return nextViewOf(next, { blocId, year });
  }
}
