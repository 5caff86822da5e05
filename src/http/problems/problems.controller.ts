import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../frame/access.js';
import { Fault } from './fault.js';
import { PROBLEM_PAGES, type ProblemPage } from './problem-pages.js';

/** The meaning of every code: where the `type` of a problem leads to. Open to anybody. */
@ApiExcludeController()
@Controller('docs/problems')
export class ProblemsController {
  /** All codes, of rules first. */
  @Get()
  @Public()
  list(): readonly ProblemPage[] {
    return PROBLEM_PAGES;
  }

  @Get(':code')
  @Public()
  find(@Param('code') code: string): ProblemPage {
    const page = PROBLEM_PAGES.find((candidate) => candidate.code === code);
    if (page === undefined) throw new Fault('NOT_FOUND');
    return page;
  }
}
