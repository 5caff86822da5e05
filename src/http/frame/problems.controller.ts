import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../problems/fault.js';
import { PROBLEM_PAGES, type ProblemPage } from '../problems/problem-pages.js';
import { Public } from './access.js';
import { StaticAnswer } from './static-answer.js';

/** The meaning of every code, at the address that a problem's `type` gives. Public. */
@ApiExcludeController()
@Controller('docs/problems')
export class ProblemsController {
  readonly #list = StaticAnswer.text(JSON.stringify(PROBLEM_PAGES), {
    'content-type': 'application/json; charset=utf-8',
  });

  /** Every code, the rules' codes first. */
  @Get()
  @Public()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#list.send(request, reply);
  }

  @Get(':code')
  @Public()
  find(@Param('code') code: string): ProblemPage {
    const page = PROBLEM_PAGES.find((candidate) => candidate.code === code);
    if (page === undefined) throw new Fault('NOT_FOUND');
    return page;
  }
}
