import { IsCount, IsFlag, IsOneOf, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../../http/shapes/nested.decorators.js';
import { CommandBody, ScopeBody } from '../../http/shapes/shapes.dto.js';
import type { YearBody } from '../frame/year.dto.js';
import { NAMED_VOTES, type NamedVote, type PartToPublish } from './publication.values.js';
import type { RankingCommand } from './ranking.commands.js';
import type { Classified } from './ranking.values.js';

/** A bloc has fewer members than this. */
const UNITS = { max: 300 };
const ALL = 'Absent: all that there are';

class OfScopeBody {
  @Nested(() => ScopeBody, { optional: true, description: 'Absent: the whole bloc, the whole year' })
  scope: ScopeBody = new ScopeBody();
}

type Asked<Part extends PartToPublish['part']> = Extract<PartToPublish, { part: Part }>;

class PlacesToPublishBody extends OfScopeBody implements Asked<'RANKING'> {
  @IsOneOf(['RANKING'], { description: 'Places of a ranking' }) part!: 'RANKING';
  @IsSlug({
    list: { min: 1, max: 400, unique: true },
    optional: true,
    description: 'Of the units ranked apart for lacking these criteria; absent: of the main order',
    example: ['chi-tieu-thu-ngan-sach'],
  })
  withoutCriteria?: string[];
  @IsCount({ min: 1, max: UNITS.max, list: { min: 1, ...UNITS, unique: true }, example: [1, 2] }) ranks!: number[];
  @IsFlag({ description: 'Whether the points of these ranks are shown too', example: false }) pointsShown!: boolean;
}

class ClassifiedBody implements Classified {
  @IsSlug() unitId!: string;
  @IsSlug({ optional: true, description: 'Of the unit a subject that it registered', example: 'khu-dan-cu-so-1' })
  subjectId?: string;
}

class ClassesToPublishBody extends OfScopeBody implements Asked<'CLASSES'> {
  @IsOneOf(['CLASSES'], { description: 'Classes of a scope, without what they rest on' }) part!: 'CLASSES';
  @NestedList(() => ClassifiedBody, { ...UNITS, min: 1, optional: true, description: ALL }) of?: ClassifiedBody[];
}

class ProposalsToPublishBody implements Asked<'PROPOSALS'> {
  @IsOneOf(['PROPOSALS'], { description: 'Proposals, as they are then' }) part!: 'PROPOSALS';
  @IsSlug({ list: { min: 1, ...UNITS, unique: true }, optional: true, description: 'Absent: all that stand' })
  proposalIds?: string[];
}

class NamedVoteBody implements NamedVote {
  @IsOneOf(NAMED_VOTES) kind!: NamedVote['kind'];
  @IsSlug({ example: 'suy-ton' }) voteId!: string;
}

class VotesToPublishBody implements Asked<'VOTES'> {
  @IsOneOf(['VOTES'], { description: 'What came out of votes' }) part!: 'VOTES';
  @NestedList(() => NamedVoteBody, { ...UNITS, min: 1, optional: true, description: 'Absent: all that are decided' })
  votes?: NamedVoteBody[];
}

/** A part without a class does not compile. */
const PARTS = {
  RANKING: PlacesToPublishBody,
  CLASSES: ClassesToPublishBody,
  PROPOSALS: ProposalsToPublishBody,
  VOTES: VotesToPublishBody,
} satisfies Record<PartToPublish['part'], new () => PartToPublish>;

export class PublishResultBody extends CommandBody implements YearBody<RankingCommand, 'PublishResult'> {
  @NestedOneOf('part', PARTS, {
    list: { min: 1, max: 50 },
    description: 'What becomes public; nothing does that is not named',
  })
  parts!: PartToPublish[];
}
