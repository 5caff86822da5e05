import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../identity/access.js';
import { REFUSALS } from '../kernel/refusal-table.js';
import { Fault, FAULTS } from './fault.js';
import type { Words } from './field.js';
import { problemTitle } from './problem.js';
import { STATUS_OF } from './refusal-status.js';

/** What a code means: the page that the `type` of a problem leads to. */
type ProblemPage = Readonly<{ code: string; title: string; status: number; rule: string; messages: Words }>;

@ApiExcludeController()
@Controller('docs/problems')
export class ProblemsController {
  /** All codes, of rules first. */
  @Get()
  @Public()
  list(): readonly ProblemPage[] {
    return PAGES;
  }

  @Get(':code')
  @Public()
  find(@Param('code') code: string): ProblemPage {
    const page = PAGES.find((candidate) => candidate.code === code);
    if (page === undefined) throw new Fault('NOT_FOUND');
    return page;
  }
}

const PAGES: readonly ProblemPage[] = [
  ...Object.entries(REFUSALS).map(([code, { rule, vi, en }]) => {
    const status = Object.entries(STATUS_OF).find(([refused]) => refused === code)?.[1] ?? 409;
    return { code, title: problemTitle(code), status, rule, messages: { vi, en } };
  }),
  ...Object.entries(FAULTS).map(([code, { status, vi, en }]) => {
    return { code, title: problemTitle(code), status, rule: 'HTTP', messages: { vi, en } };
  }),
];
