import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { AsOfRequest } from '../as-of.dto.js';
import { type Audience, type OfYear, YearAudience } from '../year-audience.js';
import { type Answered, answered, Rows } from '../rows.js';
import { type OwnAward, type Proposal, proposalsKey, type YearProposals } from './proposals.js';

const MODEL = 'proposals';

/** A proposal as it is shown. The count of votes and the remark on the head are for who works in the year. */
export type ProposalShown = Omit<Proposal, 'headAmongRecipients'> &
  Readonly<{ conflictOfInterest?: Readonly<{ unitId: string; note: LocalizedText }> }>;

export type ProposalsShown = Pick<YearProposals, 'blocId' | 'year' | 'blocName' | 'members'> &
  Readonly<{ proposals: readonly ProposalShown[] }>;

export type AwardsShown = Pick<YearProposals, 'blocId' | 'year' | 'blocName'> &
  Readonly<{ awards: readonly OwnAward[] }>;

/**
 * What the bloc asks of others for its units (đề nghị khen thưởng): requests, not awards. The public sees them once the
 * result of the year is published, without the counts of votes.
 */
export class GetProposals extends Query<Answered<ProposalsShown>> {
  constructor(
    readonly path: OfYear,
    readonly asOf: AsOfRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

/** One of them. */
export class GetProposal extends Query<Answered<ProposalShown>> {
  constructor(
    readonly path: OfYear & Readonly<{ proposalId: string }>,
    readonly asOf: AsOfRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

/** What the bloc's own head conferred at the conference: public, as the ceremony was. */
export class GetOwnAwards extends Query<Answered<AwardsShown>> {
  constructor(
    readonly path: OfYear,
    readonly asOf: AsOfRequest,
  ) {
    super();
  }
}

@QueryHandler(GetProposals)
export class GetProposalsHandler implements IQueryHandler<GetProposals> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  async execute({ path, asOf, asker }: GetProposals): Promise<Answered<ProposalsShown>> {
    const audience = await this.audience.of(path, asker);
    const found = await this.rows.row<YearProposals>(MODEL, proposalsKey(path.blocId, path.year), asOf);
    return answered(found, ({ blocId, year, blocName, members, proposals }) => ({
      ...{ blocId, year, blocName, members },
      proposals: proposals.flatMap((proposal) => shownTo(audience, proposal) ?? []),
    }));
  }
}

@QueryHandler(GetProposal)
export class GetProposalHandler implements IQueryHandler<GetProposal> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  /** @throws Fault NOT_FOUND also to whoever may not see it. */
  async execute({ path, asOf, asker }: GetProposal): Promise<Answered<ProposalShown>> {
    const audience = await this.audience.of(path, asker);
    const found = await this.rows.row<YearProposals>(MODEL, proposalsKey(path.blocId, path.year), asOf);
    const proposal = found.row.proposals.find(({ proposalId }) => proposalId === path.proposalId);
    const shown = proposal && shownTo(audience, proposal);
    if (shown === undefined) throw new Fault('NOT_FOUND');
    return answered(found, () => shown);
  }
}

@QueryHandler(GetOwnAwards)
export class GetOwnAwardsHandler implements IQueryHandler<GetOwnAwards> {
  constructor(private readonly rows: Rows) {}

  async execute({ path, asOf }: GetOwnAwards): Promise<Answered<AwardsShown>> {
    const found = await this.rows.row<YearProposals>(MODEL, proposalsKey(path.blocId, path.year), asOf);
    return answered(found, ({ blocId, year, blocName, awards }) => ({ blocId, year, blocName, awards }));
  }
}

/** What that audience may see of a proposal; `undefined` when nothing. */
export function shownTo({ sees, published, nameOf }: Audience, proposal: Proposal): ProposalShown | undefined {
  const { headAmongRecipients, ...shown } = proposal;
  if (sees === 'PUBLIC') return published ? withoutCount(shown) : undefined;
  if (headAmongRecipients === undefined) return shown;
  const { vi } = nameOf(headAmongRecipients);
  const note = {
    vi: `${vi} chủ trì năm thi đua và cũng được đề nghị khen thưởng.`,
    en: `${vi} presides over the year and is itself proposed.`,
  };
  return { ...shown, conflictOfInterest: { unitId: headAmongRecipients, note } };
}

function withoutCount({ basis: { count: _, ...basis }, ...proposal }: ProposalShown): ProposalShown {
  return { ...proposal, basis };
}
