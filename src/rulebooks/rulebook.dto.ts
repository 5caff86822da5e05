import {
  IsCount,
  IsDay,
  IsDecimalText,
  IsFlag,
  IsFractionText,
  IsName,
  IsOneOf,
  IsSlug,
} from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { CommandBody, IsParty, LocalizedTextBody, ReferenceDocumentBody } from '../http/shapes/shapes.dto.js';
import type { FractionText } from '../kernel/fraction.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Party } from '../kernel/party.js';
import type { Rounding, RoundingMode, RoundingStage } from '../kernel/points.js';
import type { Denominator, Threshold } from '../kernel/threshold.js';
import { AreCriteria } from './criteria.dto.js';
import type { PublishRulebook } from './rulebook.commands.js';
import {
  DECISION_METHODS,
  EXCLUSIONS,
  PERMISSIONS,
  STEPS,
  type BallotRules,
  type CommendationForm,
  type CommendationRules,
  type Criterion,
  type DecisionMethod,
  type Exclusion,
  type KnockOut,
  type LeadershipRules,
  type Permission,
  type PledgeRules,
  type Quota,
  type RankingRules,
  type Rulebook,
  type ScoringRules,
  PEOPLES_KEYS,
  type Step,
  type TieKey,
  type VotingRules,
} from './rulebook.values.js';

const PLAIN_TIE_KEYS = ['MORE_BONUS', 'FEWER_DEDUCTIONS', 'WOMEN_SHARE', ...PEOPLES_KEYS] as const;

export class RulebookPath {
  @IsSlug({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
}

class PledgeRulesBody implements PledgeRules {
  @IsName(64, { list: { max: 50 }, description: 'Who may sign; none: any office', example: 'CHAIRMAN' })
  authorisedOffices!: string[];
  @IsDay({ optional: true, description: 'Last day to sign' }) deadline?: LocalDate;
  @IsFlag({ description: 'Whether a self-score needs a signed pledge' }) requiredForScoring!: boolean;
}

class RoundingBody implements Rounding {
  @IsCount({ max: 6, example: 2 }) decimals!: number;
  @IsOneOf(['HALF_UP', 'HALF_EVEN', 'DOWN']) mode!: RoundingMode;
  @IsOneOf(['LINE', 'TOTAL'], { example: 'TOTAL' }) stage!: RoundingStage;
}

class KnockOutBody implements KnockOut {
  @IsSlug({ example: 'vi-pham-nghiem-trong' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsOneOf(EXCLUSIONS, { example: 'AWARDS' }) excludesFrom!: Exclusion;
  @IsFlag() documentRequired!: boolean;
}

class ScoringGroupBody {
  @IsSlug({ example: 'nhom-1' }) id!: string;
  @IsSlug({ list: { min: 1, max: 1000 } }) unitIds!: string[];
}

class ScoringRulesBody implements ScoringRules {
  @IsDecimalText({ example: '1000' }) scale!: string;
  @IsOneOf(['ALLOWED', 'CAPPED'], { example: 'CAPPED' }) overflow!: 'ALLOWED' | 'CAPPED';
  @Nested(() => RoundingBody) rounding!: RoundingBody;
  @IsDay({ optional: true, description: 'Last day to submit a self-score' }) deadline?: LocalDate;
  @AreCriteria() criteria!: Criterion[];
  @NestedList(() => KnockOutBody) knockOuts!: KnockOutBody[];
  @IsSlug({ optional: true, list: { max: 20 }, example: 'chuyen-mon' }) tracks?: string[];
  @NestedList(() => ScoringGroupBody, { optional: true, max: 50 }) groups?: ScoringGroupBody[];
  @IsSlug({ optional: true, list: { max: 60 }, example: 'quy-1' }) subPeriods?: string[];
}

class CriterionTieKeyBody {
  @IsOneOf(['CRITERION']) key!: 'CRITERION';
  @IsSlug({ example: 'phan-1' }) criterionId!: string;
}

class PlainTieKeyBody {
  @IsOneOf(PLAIN_TIE_KEYS) key!: (typeof PLAIN_TIE_KEYS)[number];
}

/** Each tie key and its DTO class: a key without one does not compile. */
const TIE_KEY_BODIES = {
  CRITERION: CriterionTieKeyBody,
  MORE_BONUS: PlainTieKeyBody,
  FEWER_DEDUCTIONS: PlainTieKeyBody,
  WOMEN_SHARE: PlainTieKeyBody,
  MEMBERS_VOTE: PlainTieKeyBody,
  HEAD_DECIDES: PlainTieKeyBody,
} satisfies Record<TieKey['key'], new () => TieKey>;

class RankingRulesBody implements RankingRules {
  @IsOneOf(['EXACT', 'ROUNDED']) tiePrecision!: 'EXACT' | 'ROUNDED';
  @NestedOneOf('key', TIE_KEY_BODIES, { list: { max: 20 }, description: 'In their order' }) tieKeys!: TieKey[];
  @IsFlag({ example: false }) promoteNext!: boolean;
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
  @IsOneOf(['ALL_MEMBERS', 'NOT_EXCLUDED', 'REMAINING_AFTER_HIGHER'])
  base!: 'ALL_MEMBERS' | 'NOT_EXCLUDED' | 'REMAINING_AFTER_HIGHER';
}

const QUOTA_BODIES = { COUNT: CountQuotaBody, SHARE: ShareQuotaBody } satisfies Record<Quota['kind'], new () => Quota>;

class CommendationFormBody implements CommendationForm {
  @IsName(64, { example: 'GOVERNMENT_FLAG' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsOneOf(['EMULATION_TITLE', 'COMMENDATION']) kind!: 'EMULATION_TITLE' | 'COMMENDATION';
  @IsName(100, { optional: true, example: 'Hạng Nhất' }) grade?: string;
  @IsParty() grantor!: Party;
  @NestedOneOf('kind', QUOTA_BODIES, { optional: true }) quota?: Quota;
  @IsOneOf(['LEADING', 'ANY']) nominee!: 'LEADING' | 'ANY';
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
