import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import type { AsOfRequest } from '../as-of.dto.js';
import { type Audience, type OfYear, YearAudience } from '../year-audience.js';
import { type Answered, answered, given, type Listed, listed, Rows } from '../rows.js';
import { type VoteKind, type VoteRecord, voteRecordKey } from './vote-record.js';
import type { VotesRequest } from './vote-record.dto.js';
import { publicVote, type VoteShown, wholeVote } from './vote-view.js';

const MODEL = 'vote-record';

/** One vote. To the public there is nothing here before the result is published, and then the outcomes alone. */
export class GetVote extends Query<Answered<VoteShown>> {
  constructor(
    readonly vote: OfYear & Readonly<{ kind: VoteKind; voteId: string }>,
    readonly asOf: AsOfRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

/** The votes of a year, of all kinds or one, in the order of their days. To the public none before the publication. */
export class ListVotes extends Query<Listed<VoteShown>> {
  constructor(
    readonly path: OfYear,
    readonly request: VotesRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

@QueryHandler(GetVote)
export class GetVoteHandler implements IQueryHandler<GetVote> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  async execute({ vote, asOf, asker }: GetVote): Promise<Answered<VoteShown>> {
    const { blocId, year, kind, voteId } = vote;
    const audience = await this.audience.of(vote, asker);
    if (!mayKnow(audience)) throw new Fault('NOT_FOUND');
    const found = await this.rows.row<VoteRecord>(MODEL, voteRecordKey(blocId, year, kind, voteId), asOf);
    return answered(found, shownTo(audience));
  }
}

@QueryHandler(ListVotes)
export class ListVotesHandler implements IQueryHandler<ListVotes> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  async execute({ path: { blocId, year }, request, asker }: ListVotes): Promise<Listed<VoteShown>> {
    const audience = await this.audience.of({ blocId, year }, asker);
    const where = { blocId, year, ...given({ kind: request.kind }) };
    const found = mayKnow(audience)
      ? await this.rows.page<VoteRecord>(MODEL, request, { where, orderBy: ['heldOn'] })
      : await this.rows.list<VoteRecord>(MODEL, []);
    return listed(found, shownTo(audience));
  }
}

function mayKnow({ sees, published }: Audience): boolean {
  return sees !== 'PUBLIC' || published;
}

function shownTo(audience: Audience): (vote: VoteRecord) => VoteShown {
  return (vote) => (audience.sees === 'PUBLIC' ? publicVote(vote, audience) : wholeVote(vote, audience));
}
