import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { REFUSALS_OF_UNIT, REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { VotingCommand } from './voting.commands.js';
import {
  AgreedListBody,
  AssentBody,
  AssentPath,
  BallotPath,
  BallotTieBody,
  CastVoteBody,
  ClosureBody,
  ObjectionBody,
  OpenBallotBody,
  RecusalBody,
  TellersBody,
  VoidBallotBody,
  WrittenOpinionBody,
} from './voting.dto.js';

/** Of whatever is decided at a session. */
const OF_DECISION: readonly RefusalCode[] = [
  ...REFUSALS_OF_YEAR,
  'RULEBOOK_NOT_ADOPTED',
  'UNKNOWN_REFERENCE',
  'ALREADY_EXISTS',
  'NOT_A_MEMBER',
  'SCORES_NOT_AGREED',
  'NO_QUORUM',
  'UNIT_EXCLUDED',
  'INVALID_DATES',
  'UNKNOWN_IN_ACT',
];

/** As the document shows it. */
const FOR_A_FLAG = {
  sessionId: 'tru-bi',
  questions: [{ questionId: 'co-chinh-phu', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' }],
};

/** Of how a ballot ends. */
const OF_END: readonly RefusalCode[] = [...REFUSALS_OF_YEAR, 'ALREADY_EXISTS', 'INVALID_DATES', 'UNKNOWN_IN_ACT'];

/** Of whatever is put to the bloc. */
const OF_QUESTIONS: readonly RefusalCode[] = [...OF_DECISION, 'INVALID_CHOICE', 'NOMINATION_REQUIRED'];

/** Of what is done with a ballot. */
const OF_BALLOT = ['UNKNOWN_REFERENCE', 'BALLOT_VOID'] as const satisfies readonly RefusalCode[];

/** Of who takes part in a ballot. */
const OF_VOTER: readonly RefusalCode[] = [...REFUSALS_OF_UNIT, ...OF_BALLOT, 'NOT_ELIGIBLE', 'ALREADY_VOTED'];

/** Of who speaks for a member. */
const OF_SPEAKER = ['GUEST_CANNOT_VOTE', 'NOT_ITS_SPEAKER', 'UNKNOWN_IN_ACT'] as const satisfies readonly RefusalCode[];

/** Of who answers. */
const OF_ANSWERS: readonly RefusalCode[] = [...OF_VOTER, 'INVALID_CHOICE', 'INVALID_DATES'];

/** How the bloc decides in a year: ballots (bỏ phiếu, biểu quyết), assent (nhất trí), agreed lists (thống nhất). */
@ApiTags('Votes (bỏ phiếu, nhất trí, thống nhất)')
@Controller('blocs/:blocId/years/:year')
export class VotingController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<VotingCommand>();
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots',
    command: 'OpenBallot',
    summary: 'Opens a ballot with all its terms (bỏ phiếu suy tôn)',
    example: { ...FOR_A_FLAG, seats: 1 },
    refusals: OF_QUESTIONS,
  })
  open(@Param() path: YearPath, @Body() body: OpenBallotBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('OpenBallot', path, body, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/votes',
    command: 'CastVote',
    summary: 'A member present raises its hand (biểu quyết giơ tay)',
    example: { voter: { name: 'Nguyễn Văn A' } },
    refusals: [...OF_ANSWERS, ...OF_SPEAKER, 'BALLOT_CLOSED'],
  })
  vote(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: CastVoteBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CastVote', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/written-opinions',
    command: 'SubmitWrittenOpinion',
    summary: 'An absent member writes (ý kiến bằng văn bản); sealed in a secret ballot',
    refusals: [...OF_ANSWERS, 'WRITTEN_NOT_ALLOWED'],
  })
  write(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: WrittenOpinionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SubmitWrittenOpinion', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/recusals',
    command: 'WithdrawFromBallot',
    summary: 'A member steps back because of a conflict of interest',
    example: { reason: 'Đơn vị là ứng viên duy nhất.' },
    refusals: [...OF_VOTER, 'ALREADY_EXISTS', 'BALLOT_CLOSED', 'UNKNOWN_IN_ACT'],
  })
  recuse(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: RecusalBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('WithdrawFromBallot', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/tellers',
    command: 'AppointTellers',
    summary: 'Appoints the committee that counts (ban kiểm phiếu)',
    example: { tellers: [{ person: { name: 'Nguyễn Văn A' }, role: 'HEAD' }] },
    refusals: [...REFUSALS_OF_YEAR, ...OF_BALLOT, 'UNKNOWN_UNIT', 'TELLERS_INVALID', 'UNKNOWN_IN_ACT'],
  })
  appoint(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: TellersBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AppointTellers', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/closure',
    command: 'CloseBallot',
    summary: 'Closes the ballot and records its result (kết quả kiểm phiếu), a failed one too',
    refusals: [...OF_END, ...OF_BALLOT, 'TALLY_INCONSISTENT', 'TELLERS_INVALID'],
  })
  close(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: ClosureBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CloseBallot', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/tie',
    command: 'BreakBallotTie',
    summary: 'Decides who of several on the last seat wins',
    example: { by: { name: 'Nguyễn Văn A' }, reason: 'Chủ tọa quyết định theo quy chế.' },
    refusals: [...REFUSALS_OF_YEAR, ...OF_BALLOT, 'INVALID_CHOICE', 'INVALID_DATES', 'UNKNOWN_IN_ACT'],
  })
  breakTie(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: BallotTieBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('BreakBallotTie', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'ballots/:ballotId/voiding',
    command: 'VoidBallot',
    summary: 'Records that a ballot was found void, and what rests on it with it (hủy kết quả bỏ phiếu)',
    example: { document: { number: '15/BB-CTĐ', date: { date: '2024-12-20' } } },
    refusals: [...OF_END, 'UNKNOWN_REFERENCE', 'DOCUMENT_REQUIRED'],
  })
  void(
    @Param() { ballotId, ...path }: BallotPath,
    @Body() body: VoidBallotBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('VoidBallot', path, { ballotId, ...body }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'assents',
    command: 'RecordUnanimousAssent',
    summary: 'Records that the units present agree without a ballot (nhất trí)',
    example: FOR_A_FLAG,
    refusals: [...OF_QUESTIONS, 'NOT_UNANIMOUS'],
  })
  assent(@Param() path: YearPath, @Body() body: AssentBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RecordUnanimousAssent', path, body, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'assents/:assentId/objections',
    command: 'RecordObjection',
    summary: 'A member objects; the assent carries nothing any more',
    example: { unitId: 'dien-bien' },
    refusals: [...REFUSALS_OF_UNIT, ...OF_SPEAKER, 'ALREADY_EXISTS', 'NOT_ELIGIBLE'],
  })
  object(
    @Param() { assentId, ...path }: AssentPath,
    @Body() body: ObjectionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordObjection', path, { ...body, assentId }, request);
  }

  @CommandRoute<VotingCommand>({
    path: 'agreed-lists',
    command: 'RecordAgreedList',
    summary: 'Records the proposals agreed at a session (thống nhất danh sách đề nghị)',
    example: {
      sessionId: 'tong-ket',
      agreedBy: ['dien-bien'],
      entries: [{ form: 'PROVINCE_FLAG', count: 2, unitIds: [] }],
    },
    refusals: [...OF_DECISION, 'RECIPIENT_COUNT_MISMATCH'],
  })
  list(@Param() path: YearPath, @Body() body: AgreedListBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RecordAgreedList', path, body, request);
  }
}
