import { IsCount, IsDay, IsFlag, IsFractionText, IsName, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { CommandBody, IsParty, LocalizedTextBody, ReferenceDocumentBody } from '../http/shapes/shapes.dto.js';
import type { FractionText } from '../kernel/fraction.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Party } from '../kernel/party.js';
import type { Denominator, Threshold } from '../kernel/threshold.js';
import { ClassificationRulesBody } from './classification.dto.js';
import type { PublishRulebook } from './rulebook.commands.js';
import {
  CURVE_LEADERS,
  DECISION_METHODS,
  NOMINEES,
  PERMISSIONS,
  PRECISIONS,
  QUOTA_BASES,
  RESCALED_KEYS,
  SHEETS_OF_OTHERS,
  STEPS,
  type BallotRules,
  type CommendationForm,
  type CommendationRules,
  type CurveLeaders,
  type DecisionMethod,
  type LeadershipRules,
  type Nominee,
  type Permission,
  type PledgeRules,
  type Precision,
  type Quota,
  type QuotaBase,
  type RankingRules,
  type RescaledKeys,
  type Rulebook,
  PEOPLES_KEYS,
  type SheetsOfOthers,
  type Step,
  type TieKey,
  type VisibilityRules,
  type VotingRules,
} from './rulebook.values.js';
import type { NameByIssuer } from './form-names.values.js';
import { ScoringRulesBody } from './scoring-rules.dto.js';

const PLAIN_TIE_KEYS = [
  'MORE_BONUS',
  'FEWER_DEDUCTIONS',
  'LINES_AT_FULL_MARKS',
  'WOMEN_SHARE',
  ...PEOPLES_KEYS,
] as const;

export class RulebookPath {
  @IsSlug({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
}

class PledgeRulesBody implements PledgeRules {
  @IsName(64, { list: { max: 50 }, description: 'Who may sign; none: any office', example: 'CHAIRMAN' })
  authorisedOffices!: string[];
  @IsDay({ optional: true, description: 'Last day to sign' }) deadline?: LocalDate;
  @IsFlag({ description: 'Whether a self-score needs a signed pledge' }) requiredForScoring!: boolean;
}

class CriterionTieKeyBody {
  @IsOneOf(['CRITERION']) key!: 'CRITERION';
  @IsSlug({ example: 'phan-1' }) criterionId!: string;
}

class OccurrencesTieKeyBody {
  @IsOneOf(['MORE_OCCURRENCES']) key!: 'MORE_OCCURRENCES';
  @IsSlug({ description: 'A line of kind COUNT', example: 'nguoi-tot-viec-tot' }) criterionId!: string;
}

class PlainTieKeyBody {
  @IsOneOf(PLAIN_TIE_KEYS) key!: (typeof PLAIN_TIE_KEYS)[number];
}

/** Each tie key and its DTO class: a key without one does not compile. */
const TIE_KEY_BODIES = {
  CRITERION: CriterionTieKeyBody,
  MORE_BONUS: PlainTieKeyBody,
  FEWER_DEDUCTIONS: PlainTieKeyBody,
  LINES_AT_FULL_MARKS: PlainTieKeyBody,
  MORE_OCCURRENCES: OccurrencesTieKeyBody,
  WOMEN_SHARE: PlainTieKeyBody,
  MEMBERS_VOTE: PlainTieKeyBody,
  HEAD_DECIDES: PlainTieKeyBody,
} satisfies Record<TieKey['key'], new () => TieKey>;

class RankingRulesBody implements RankingRules {
  @IsOneOf(PRECISIONS) tiePrecision!: Precision;
  @NestedOneOf('key', TIE_KEY_BODIES, { list: { max: 20 }, description: 'In their order' }) tieKeys!: TieKey[];
  @IsFlag({ example: false }) promoteNext!: boolean;
  @IsOneOf(CURVE_LEADERS, {
    optional: true,
    description: 'Among whom the leader of a curve is looked for; absent: all that are scored',
    example: 'SCORED',
  })
  curveLeaders?: CurveLeaders;
  @IsOneOf(RESCALED_KEYS, {
    optional: true,
    description: 'How a CRITERION key reads what is rescaled for lines that were not assigned; absent: as given',
    example: 'AS_GIVEN',
  })
  rescaledKeys?: RescaledKeys;
}

class VisibilityRulesBody implements VisibilityRules {
  @IsOneOf(SHEETS_OF_OTHERS, { description: 'When members see the sheets of each other', example: 'ONCE_ALL_AGREED' })
  sheetsOfOthers!: SheetsOfOthers;
}

class ThresholdBody implements Threshold {
  @IsFractionText({ example: '4/5' }) fraction!: FractionText;
  @IsOneOf(['AT_LEAST', 'MORE_THAN']) comparison!: 'AT_LEAST' | 'MORE_THAN';
  @IsOneOf(['ALL_MEMBERS', 'PRESENT', 'VALID_PAPERS']) base!: Denominator;
}

class BallotRulesBody implements BallotRules {
  @IsOneOf(DECISION_METHODS, { list: { min: 1, max: DECISION_METHODS.length } }) methods!: DecisionMethod[];
  @Nested(() => ThresholdBody) threshold!: ThresholdBody;
  @IsFractionText({ description: 'Share of all members that must be present', example: '2/3' })
  quorum!: FractionText;
  @IsOneOf(PERMISSIONS) writtenOpinions!: Permission;
}

class VotingRulesBody implements VotingRules {
  @Nested(() => BallotRulesBody) commendation!: BallotRulesBody;
  @Nested(() => BallotRulesBody) election!: BallotRulesBody;
  @IsOneOf(PERMISSIONS) selfVote!: Permission;
  @IsOneOf(PERMISSIONS) candidateTellers!: Permission;
}

class DeputiesBody {
  @IsCount({ max: 10, example: 1 }) max!: number;
}

class LeadershipRulesBody implements LeadershipRules {
  @IsFlag({ example: false }) nominationRequired!: boolean;
  @Nested(() => DeputiesBody) deputies!: DeputiesBody;
}

class CountQuotaBody {
  @IsOneOf(['COUNT']) kind!: 'COUNT';
  @IsCount({ max: 1000, example: 1 }) count!: number;
}

class ShareQuotaBody {
  @IsOneOf(['SHARE']) kind!: 'SHARE';
  @IsFractionText({ description: 'Floored', example: '1/2' }) share!: FractionText;
  @IsOneOf(QUOTA_BASES) base!: QuotaBase;
  @IsSlug({
    optional: true,
    description: 'Of MEETING_CRITERION: the class whose points and gates the members counted meet',
    example: 'xuat-sac',
  })
  classId?: string;
}

const QUOTA_BODIES = { COUNT: CountQuotaBody, SHARE: ShareQuotaBody } satisfies Record<Quota['kind'], new () => Quota>;

class NameByIssuerBody implements NameByIssuer {
  @IsParty({ description: 'Who gives it under that name' }) issuer!: Party;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
}

class CommendationFormBody implements CommendationForm {
  @IsName(64, { example: 'GOVERNMENT_FLAG' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsOneOf(['EMULATION_TITLE', 'COMMENDATION']) kind!: 'EMULATION_TITLE' | 'COMMENDATION';
  @IsName(100, { optional: true, example: 'Hạng Nhất' }) grade?: string;
  @IsParty() grantor!: Party;
  @NestedList(() => NameByIssuerBody, {
    max: 50,
    optional: true,
    description: 'What it is called where another than the grantor gives it',
  })
  names?: NameByIssuerBody[];
  @NestedOneOf('kind', QUOTA_BODIES, { optional: true }) quota?: Quota;
  @IsOneOf(NOMINEES) nominee!: Nominee;
}

class CommendationRulesBody implements CommendationRules {
  @NestedList(() => CommendationFormBody, { description: 'The highest first' }) forms!: CommendationFormBody[];
  @IsOneOf(PERMISSIONS, { example: 'FORBIDDEN' }) severalForms!: Permission;
  @IsFlag({ description: 'Whether a proposal must cite the decision that carries it' })
  decisionRequired!: boolean;
}

export class RulebookBody implements Rulebook {
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @NestedList(() => ReferenceDocumentBody) legalBasis!: ReferenceDocumentBody[];
  @Nested(() => PledgeRulesBody) pledge!: PledgeRulesBody;
  @Nested(() => ScoringRulesBody) scoring!: ScoringRulesBody;
  @Nested(() => RankingRulesBody) ranking!: RankingRulesBody;
  @Nested(() => VotingRulesBody) voting!: VotingRulesBody;
  @Nested(() => LeadershipRulesBody) leadership!: LeadershipRulesBody;
  @Nested(() => CommendationRulesBody) commendations!: CommendationRulesBody;
  @Nested(() => ClassificationRulesBody, {
    optional: true,
    description: 'Classes (xếp loại) by points and gates; absent: a class is what people say it is',
  })
  classification?: ClassificationRulesBody;
  @Nested(() => VisibilityRulesBody, {
    optional: true,
    description: 'What members see of each other; absent: the own sheet, those of the others once all are agreed',
  })
  visibility?: VisibilityRulesBody;
  @IsOneOf(STEPS, { list: { max: STEPS.length }, example: 'SCORING' }) obligatorySteps!: Step[];
  @IsCount({ optional: true, max: 36_500, description: 'How far back an act may be dated', example: 30 })
  backdatingDays?: number;
  @IsFlag({ description: 'Whether nothing may be recorded on behalf of a unit', example: false })
  ownHandRequired!: boolean;
}

export class PublishRulebookBody
  extends CommandBody
  implements Omit<PublishRulebook['data'], 'rulebookId' | 'occurredOn'>
{
  @Nested(() => RulebookBody) content!: RulebookBody;
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The decision that issues it' })
  document?: ReferenceDocumentBody;
}
