import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { CommendationCommand } from './commendation.commands.js';
import {
  CommendationPath,
  CommendationRecipientBody,
  ConferCommendationBody,
  DecideCommendationBody,
  RegisterCommendationBody,
  RejectCommendationBody,
} from './commendation.dto.js';
import { ReturnDossierBody, SubmitDossierBody, SupplementDossierBody } from './dossier.dto.js';
import { RecordRecoveryBody, RevokeAwardBody } from './revocation.dto.js';

const OF_ALL: readonly RefusalCode[] = ['UNKNOWN_REFERENCE', 'DATE_IN_FUTURE', 'INVALID_DATES', 'INVALID_TRANSITION'];
const OF_DOSSIER: readonly RefusalCode[] = [...OF_ALL, 'UNIT_EXCLUDED', 'PENDING_CASE', 'DOSSIER_INCOMPLETE'];

/** As the document shows them. */
const PARTS = [
  { kind: 'SUBMISSION', document: { number: '15/TTr-UBND' } },
  { kind: 'ACHIEVEMENT_REPORT', title: 'Báo cáo thành tích năm 2024' },
  { kind: 'MINUTES', vote: { kind: 'COUNTED', inFavour: 6, of: 7 } },
] as const;
const PRIME_MINISTER = { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' } as const;
const DECISION = { number: '123/QĐ-TTg', date: { date: '2025-05-20' }, issuer: PRIME_MINISTER };
const ANNULMENT = { number: '456/QĐ-TTg', date: { date: '2026-03-10' }, issuer: PRIME_MINISTER };

/** What becomes of a proposal with who grants it (khen thưởng): dossier, decision, conferment, revocation. */
@ApiTags('Commendations (khen thưởng)')
@Controller('commendations')
export class CommendationController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<CommendationCommand>();
  }

  @CommandRoute<CommendationCommand>({
    command: 'RegisterCommendation',
    summary:
      'Registers a commendation that comes from no proposal here, or is known by its decision or revocation alone',
    example: {
      form: 'Bằng khen của Chủ tịch UBND tỉnh',
      recipients: { collectives: { count: 2, named: [] }, individuals: { count: 15, named: [] } },
    },
    refusals: [
      'UNKNOWN_REFERENCE',
      'UNKNOWN_UNIT',
      'DATE_IN_FUTURE',
      'ALREADY_EXISTS',
      'UNKNOWN_IN_ACT',
      'INVALID_PERIOD',
      'RECIPIENT_COUNT_MISMATCH',
    ],
  })
  register(@Body() body: RegisterCommendationBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RegisterCommendation', {}, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/dossier',
    command: 'SubmitDossier',
    summary: 'Hands in the dossier (hồ sơ): request, report of achievements, minutes with the vote',
    example: { parts: PARTS },
    refusals: [...OF_DOSSIER, 'ALREADY_EXISTS'],
  })
  submit(
    @Param() path: CommendationPath,
    @Body() body: SubmitDossierBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SubmitDossier', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/dossier/returns',
    command: 'ReturnDossier',
    summary: 'Gives the dossier back, with the reason',
    example: { reason: 'Biên bản chưa có kết quả bỏ phiếu' },
    refusals: [...OF_ALL, 'UNKNOWN_IN_ACT', 'RETURN_TERM_PASSED'],
  })
  return(
    @Param() path: CommendationPath,
    @Body() body: ReturnDossierBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ReturnDossier', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/dossier/supplements',
    command: 'SupplementDossier',
    summary: 'Adds what was missing, and hands the dossier in again',
    example: { parts: PARTS },
    refusals: OF_DOSSIER,
  })
  supplement(
    @Param() path: CommendationPath,
    @Body() body: SupplementDossierBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SupplementDossier', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/decision',
    command: 'DecideCommendation',
    summary: 'Records the decision to commend (quyết định khen thưởng): a proposal is no award before',
    example: { document: DECISION, legalBases: [{ number: '98/2023/NĐ-CP' }] },
    refusals: [
      ...OF_ALL,
      'ALREADY_EXISTS',
      'UNKNOWN_IN_ACT',
      'UNIT_EXCLUDED',
      'PENDING_CASE',
      'DECISION_INCOMPLETE',
      'LEGAL_BASIS_NOT_IN_FORCE',
      'RECIPIENT_COUNT_MISMATCH',
    ],
  })
  decide(
    @Param() path: CommendationPath,
    @Body() body: DecideCommendationBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DecideCommendation', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/rejection',
    command: 'RejectCommendation',
    summary: 'Records that who decides does not agree, with the reason',
    example: { reason: 'Thành tích chưa đạt tiêu chuẩn' },
    refusals: [...OF_ALL, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  reject(
    @Param() path: CommendationPath,
    @Body() body: RejectCommendationBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RejectCommendation', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/conferments',
    command: 'ConferCommendation',
    summary: 'Records that what was decided is handed over, at one ceremony or at several',
    refusals: [...OF_ALL, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT', 'PENDING_CASE', 'RECIPIENT_COUNT_MISMATCH'],
  })
  confer(
    @Param() path: CommendationPath,
    @Body() body: ConferCommendationBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ConferCommendation', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/recipients',
    command: 'NameCommendationRecipient',
    summary: 'Names one more of those announced by number',
    example: { recipient: { name: 'Phòng Kế hoạch Tài chính' } },
    refusals: [...OF_ALL, 'RECIPIENT_COUNT_MISMATCH'],
  })
  name(
    @Param() path: CommendationPath,
    @Body() body: CommendationRecipientBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameCommendationRecipient', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/revocations',
    command: 'RevokeAward',
    summary: 'Annuls the award (thu hồi), whole or for some of its recipients',
    description:
      'By the authority that granted it, on a ground of the law in force on that day. Original events remain.',
    example: { ground: 'FALSE_DECLARATION', by: PRIME_MINISTER, document: ANNULMENT },
    refusals: [...OF_ALL, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT', 'REVOCATION_INVALID', 'DOCUMENT_REQUIRED'],
  })
  revoke(
    @Param() path: CommendationPath,
    @Body() body: RevokeAwardBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RevokeAward', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':commendationId/recoveries',
    command: 'RecordRecovery',
    summary: 'Records what was given back after a revocation, perhaps nothing',
    example: { items: [{ item: 'Bằng khen' }] },
    refusals: [...OF_ALL, 'UNKNOWN_IN_ACT'],
  })
  recover(
    @Param() path: CommendationPath,
    @Body() body: RecordRecoveryBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordRecovery', path, body, request);
  }
}
