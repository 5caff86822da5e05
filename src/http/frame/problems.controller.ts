import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Fault } from '../problems/fault.js';
import { PROBLEM_PAGES, type ProblemPage } from '../problems/problem-pages.js';
import { Public } from './access.js';

/** The meaning of every code, at the address that a problem's `type` gives. Public. */
@ApiExcludeController()
@Controller('docs/problems')
export class ProblemsController {
  /** Every code, the rules' codes first. */
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
