import { Controller, HttpStatus, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../problems/fault.js';
import { PROBLEM_PAGES, type ProblemPage } from '../problems/problem-pages.js';
import { ProblemPageView } from '../problems/problem-page.dto.js';
import { PublicRoute } from './public-route.js';
import { StaticAnswer } from './static-answer.js';

/** The meaning of every code, at the address that a problem's `type` gives. Public. */
@ApiTags('Service (vận hành)')
@Controller('docs/problems')
export class ProblemsController {
  readonly #list = StaticAnswer.text(JSON.stringify(PROBLEM_PAGES), {
    'content-type': 'application/json; charset=utf-8',
  });

  /** Every code, the rules' codes first. */
  @PublicRoute({ query: 'ListProblems', summary: 'What each code of a problem means' })
  @ApiOkResponse({ type: ProblemPageView, isArray: true })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the answer you have' })
  @ApiResponse({ status: HttpStatus.NOT_MODIFIED, description: 'Nothing has changed since the answer with that ETag' })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#list.send(request, reply);
  }

  @PublicRoute({ path: ':code', query: 'GetProblem', summary: 'What one code means', mayBeMissing: true })
  @ApiParam({
    name: 'code',
    description: 'The code of a problem',
    example: 'ALREADY_SIGNED',
    schema: { type: 'string' },
  })
  @ApiOkResponse({ type: ProblemPageView })
  find(@Param('code') code: string): ProblemPage {
    const page = PROBLEM_PAGES.find((candidate) => candidate.code === code);
    if (page === undefined) throw new Fault('NOT_FOUND');
    return page;
  }
}
