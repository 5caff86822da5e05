import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { ConferralCommand } from './conferral.commands.js';
import {
  AwardBody,
  AwardPath,
  AwardRecipientBody,
  CommendationSummaryBody,
  PlacementsBody,
  ProposalBody,
  ProposalGrantorBody,
  ProposalPath,
  ProposalRecipientBody,
  StatisticBody,
  WithdrawalBody,
} from './conferral.dto.js';

/** Refusals that concern the nominees. */
const OF_NOMINEE: readonly RefusalCode[] = [
  ...REFUSALS_OF_YEAR,
  'UNKNOWN_REFERENCE',
  'NOT_A_MEMBER',
  'UNIT_EXCLUDED',
  'RECIPIENT_COUNT_MISMATCH',
  'NOT_UNANIMOUS',
  'BALLOT_VOID',
  'THRESHOLD_NOT_MET',
  'RANKING_OUTDATED',
  'NOT_LEADING',
  'QUOTA_EXCEEDED',
  'INVALID_DATES',
  'DUPLICATE_COMMENDATION',
  'PROPOSAL_NOT_DECIDED',
];

/** Of an own award. */
const OF_AWARD: readonly RefusalCode[] = [
  ...REFUSALS_OF_YEAR,
  'UNKNOWN_REFERENCE',
  'UNIT_EXCLUDED',
  'RECIPIENT_COUNT_MISMATCH',
];

/** Proposals upwards (đề nghị khen thưởng), awards of the head, and the figures of the year. */
@ApiTags('Proposals and own awards (đề nghị, khen thưởng)')
@Controller('blocs/:blocId/years/:year')
export class ConferralController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ConferralCommand>();
  }

  @CommandRoute<ConferralCommand>({
    path: 'proposals',
    command: 'ProposeCommendation',
    summary: 'Proposes units, or a number of them, for a form (đề nghị khen thưởng)',
    refusals: [...OF_NOMINEE, 'RULEBOOK_NOT_ADOPTED', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  propose(@Param() path: YearPath, @Body() body: ProposalBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('ProposeCommendation', path, body, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'proposals/:proposalId/grantor',
    command: 'NameProposalGrantor',
    summary: 'Names who is asked to grant it, where that was unknown',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS'],
  })
  nameGrantor(
    @Param() { proposalId, ...path }: ProposalPath,
    @Body() body: ProposalGrantorBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameProposalGrantor', path, { ...body, proposalId }, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'proposals/:proposalId/recipients',
    command: 'NameProposalRecipient',
    summary: 'Names a unit of a proposal that was made by number only',
    refusals: OF_NOMINEE,
  })
  name(
    @Param() { proposalId, ...path }: ProposalPath,
    @Body() body: ProposalRecipientBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameProposalRecipient', path, { ...body, proposalId }, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'proposals/:proposalId/withdrawal',
    command: 'WithdrawProposal',
    summary: 'Withdraws a proposal, with the reason',
    example: { reason: 'Đơn vị có kết luận vi phạm sau khi đề nghị.' },
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  withdraw(
    @Param() { proposalId, ...path }: ProposalPath,
    @Body() body: WithdrawalBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('WithdrawProposal', path, { ...body, proposalId }, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'awards',
    command: 'ConferAward',
    summary: "Records an award of the head's own grantor, by name or by number",
    example: {
      form: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
      collectives: { count: 7, named: [] },
      individuals: { count: 7, named: [] },
      exemplars: true,
    },
    refusals: [...OF_AWARD, 'INVALID_DATES', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  confer(@Param() path: YearPath, @Body() body: AwardBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('ConferAward', path, body, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'awards/:awardId/recipients',
    command: 'NameAwardRecipient',
    summary: 'Names one more of those announced by number',
    example: { recipient: { name: 'Phòng Cảnh sát giao thông, Công an tỉnh Lai Châu', unitId: 'lai-chau' } },
    refusals: OF_AWARD,
  })
  nameRecipient(
    @Param() { awardId, ...path }: AwardPath,
    @Body() body: AwardRecipientBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameAwardRecipient', path, { ...body, awardId }, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'commendation-summaries',
    command: 'RecordCommendationSummary',
    summary: 'Records reported counts by kind (lượt tập thể, cá nhân), which are never added up',
    refusals: [...REFUSALS_OF_YEAR, 'ALREADY_EXISTS'],
  })
  summarise(
    @Param() path: YearPath,
    @Body() body: CommendationSummaryBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordCommendationSummary', path, body, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'placements',
    command: 'RecordPlacements',
    summary: 'Records how many offices of a unit took which place, each in a bloc of its own',
    refusals: [...REFUSALS_OF_YEAR, 'NOT_A_MEMBER'],
  })
  place(@Param() path: YearPath, @Body() body: PlacementsBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RecordPlacements', path, body, request);
  }

  @CommandRoute<ConferralCommand>({
    path: 'statistics',
    command: 'RecordStatistic',
    summary: "Records a figure of the bloc's year, exact or a bound",
    refusals: REFUSALS_OF_YEAR,
  })
  record(@Param() path: YearPath, @Body() body: StatisticBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RecordStatistic', path, body, request);
  }
}
