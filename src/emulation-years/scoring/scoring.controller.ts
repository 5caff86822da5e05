import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { REFUSALS_OF_UNIT, REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import {
  AppraiseScoreBody,
  CorrectRecordBody,
  CrossInspectionBody,
  ExplainScoreBody,
  RecordMarkBody,
  ReopenScoringBody,
  ReturnScoreBody,
  ScoreReportBody,
  SelfScoreBody,
} from './scoring.dto.js';
import { OF_CORRECTION, OF_FIGURES, OF_REVIEW, OF_SHEET } from './scoring-refusals.js';

/** Of a bonus or deduction. */
const OF_MARK: readonly RefusalCode[] = [
  ...OF_SHEET,
  ...OF_REVIEW,
  'DOCUMENT_REQUIRED',
  'SCORE_FROZEN',
  'INVALID_DATES',
];

/** Of the unit's own figures. */
const OF_SELF_SCORE: readonly RefusalCode[] = [
  ...REFUSALS_OF_UNIT,
  ...OF_FIGURES,
  'NO_PLEDGE',
  'EVIDENCE_REQUIRED',
  'SCORING_CLOSED',
];

/** Scores of a year (chấm điểm): from the figures of the units to those the bloc adopts. */
@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores')
export class ScoringController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ScoringCommand>();
  }

  @CommandRoute<ScoringCommand>({
    path: 'self-scores',
    command: 'SubmitSelfScore',
    largeBody: 'SHEET',
    summary: 'A unit hands in its self-score (tự chấm điểm)',
    refusals: [...OF_SELF_SCORE, 'ALREADY_EXISTS'],
  })
  submit(@Param() path: YearPath, @Body() body: SelfScoreBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('SubmitSelfScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'self-scores/revisions',
    command: 'ReviseSelfScore',
    largeBody: 'SHEET',
    summary: 'A unit hands its figures in anew, whole',
    refusals: [...OF_SELF_SCORE, 'NOT_ON_RECORD'],
  })
  revise(@Param() path: YearPath, @Body() body: SelfScoreBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('ReviseSelfScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'returns',
    command: 'ReturnScore',
    summary: 'The secretariat returns a card to its unit',
    example: { reason: 'Thiếu tài liệu kiểm chứng của mục I.' },
    refusals: [...REFUSALS_OF_YEAR, ...OF_REVIEW, 'NOT_ON_RECORD', 'SCORE_FROZEN', 'INVALID_DATES'],
  })
  return(
    @Param() path: YearPath,
    @Body() body: ReturnScoreBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ReturnScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'appraisals',
    command: 'AppraiseScore',
    largeBody: 'SHEET',
    summary: 'The secretariat appraises a sheet (thẩm định)',
    refusals: [...OF_FIGURES, ...OF_REVIEW],
  })
  appraise(
    @Param() path: YearPath,
    @Body() body: AppraiseScoreBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AppraiseScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'explanations',
    command: 'ExplainScore',
    largeBody: 'SHEET',
    summary: 'A unit answers an appraisal (giải trình)',
    refusals: [
      ...REFUSALS_OF_UNIT,
      'RULEBOOK_NOT_ADOPTED',
      'NOT_A_MEMBER',
      'UNKNOWN_REFERENCE',
      'SCORE_FROZEN',
      'INVALID_DATES',
    ],
  })
  explain(
    @Param() path: YearPath,
    @Body() body: ExplainScoreBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ExplainScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'deductions',
    command: 'RecordDeduction',
    summary: 'The secretariat enters a deduction (điểm trừ)',
    example: { reason: 'Nộp báo cáo sơ kết chậm 02 ngày.' },
    refusals: OF_MARK,
  })
  deduct(
    @Param() path: YearPath,
    @Body() body: RecordMarkBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordDeduction', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'bonuses',
    command: 'RecordBonus',
    summary: 'The secretariat enters a bonus (điểm thưởng)',
    example: { criterionId: 'sang-kien', mark: '5.00', reason: 'Có sáng kiến được công nhận cấp tỉnh.' },
    refusals: OF_MARK,
  })
  addBonus(
    @Param() path: YearPath,
    @Body() body: RecordMarkBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordBonus', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'reopenings',
    command: 'ReopenScoring',
    summary: 'Lets one unit hand in after the deadline',
    example: { until: '2025-03-31' as LocalDate, reason: 'Chờ số liệu chính thức của cơ quan thống kê.' },
    refusals: [...REFUSALS_OF_YEAR, 'NOT_A_MEMBER', 'INVALID_DATES', 'UNKNOWN_IN_ACT'],
  })
  reopen(
    @Param() path: YearPath,
    @Body() body: ReopenScoringBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ReopenScoring', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'reports',
    command: 'AdoptScoreReport',
    summary: 'Adopts the score report of the secretariat (báo cáo kết quả chấm điểm)',
    example: { text: 'Tổ giúp việc đã thẩm định bảng tự chấm của các đơn vị.' },
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'INVALID_DATES', 'UNKNOWN_IN_ACT'],
  })
  adoptReport(
    @Param() path: YearPath,
    @Body() body: ScoreReportBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AdoptScoreReport', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'corrections',
    command: 'CorrectRecord',
    largeBody: 'SHEET',
    summary: 'Corrects an agreed sheet by document and reason',
    example: { reason: 'Số liệu được đính chính bằng văn bản.' },
    refusals: OF_CORRECTION,
  })
  correct(
    @Param() path: YearPath,
    @Body() body: CorrectRecordBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CorrectRecord', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'cross-inspections',
    command: 'RecordCrossInspection',
    summary: 'Records what one member found at another (kiểm tra chéo)',
    example: { inspector: 'cao-bang', inspected: 'lang-son', findings: 'Thực hiện tốt các nội dung đã ký kết.' },
    refusals: [...REFUSALS_OF_YEAR, 'NOT_A_MEMBER', 'SELF_APPRAISAL', 'UNKNOWN_IN_ACT'],
  })
  recordCrossInspection(
    @Param() path: YearPath,
    @Body() body: CrossInspectionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordCrossInspection', path, body, request);
  }
}
