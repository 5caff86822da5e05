import {
  IsCount,
  IsFlag,
  IsFractionText,
  IsName,
  IsOneOf,
  IsProse,
  IsSlug,
} from '../../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../../http/shapes/nested.decorators.js';
import { CommandBody, ScopeBody, WHY } from '../../http/shapes/shapes.dto.js';
import type { FractionText } from '../../kernel/fraction.js';
import { PEOPLES_KEYS, type PeoplesKey } from '../../rulebooks/rulebook.values.js';
import type { Subject } from '../scoring/subject.values.js';
import type { YearBody } from '../frame/year.dto.js';
import type { RankingCommand } from './ranking.commands.js';
import { AGREED_BY, type AgreedBy, type ClassGiven, type RankGroup, type WomenShare } from './ranking.values.js';

/** A bloc has fewer members, and fewer subjects of them, than this. */
const SUBJECTS = { max: 300 };

/** What stands on a place: a member, or what it registered to be scored. */
class SubjectBody implements Subject {
  @IsSlug() unitId!: string;
  @IsSlug({ optional: true, description: 'Absent of the member as a whole', example: 'to-dan-pho-5' })
  subjectId?: string;
}

class WomenShareBody extends SubjectBody implements WomenShare {
  @IsFractionText({ description: 'Women among the collective, 0/1 to 1/1', example: '18/25' }) share!: FractionText;
}

class RankGroupBody implements Omit<RankGroup, 'decidedBy'> {
  @IsCount({ min: 1, max: SUBJECTS.max, description: 'Ranks count subjects: 1, 2, 2, 4', example: 1 }) rank!: number;
  @NestedList(() => SubjectBody, { min: 1, ...SUBJECTS }) subjects!: SubjectBody[];
  @IsFlag({ description: 'Whether the order of these among themselves is known' }) orderKnown!: boolean;
  @IsName(100, {
    optional: true,
    description: 'Of a claim: the place in the words of its source',
    example: 'đồng hạng nhì',
  })
  printed?: string;
}

/** Which ranking; without `scope` it is that of the whole bloc. */
class RankingBody extends CommandBody {
  @Nested(() => ScopeBody, { optional: true, description: 'Absent: the whole bloc, the whole year' })
  scope: ScopeBody = new ScopeBody();
}

export class ComputeRankingBody extends RankingBody implements YearBody<RankingCommand, 'ComputeRanking'> {
  @NestedList(() => WomenShareBody, { ...SUBJECTS, optional: true, description: 'For the tie key WOMEN_SHARE' })
  womenShares?: WomenShareBody[];
}

export class AgreeRankingBody extends RankingBody implements YearBody<RankingCommand, 'AgreeRanking'> {
  @IsOneOf(AGREED_BY, { description: 'SELF_SCORE is for claims' }) basis!: AgreedBy;
  @IsSlug({
    optional: true,
    description: 'The assent or ballot of this year that it rests on; an act cites it, or by assent the session',
    example: 'nhat-tri-1',
  })
  decision?: string;
  @IsSlug({ optional: true, description: 'The session at which it was agreed', example: 'tong-ket' })
  sessionId?: string;
  @NestedList(() => RankGroupBody, { ...SUBJECTS, min: 1 }) groups!: RankGroupBody[];
  @IsFlag({ description: 'Whether the places of other members are not known', example: false }) partial!: boolean;
}

export class BreakTieBody extends RankingBody implements YearBody<RankingCommand, 'BreakTie'> {
  @IsSlug({
    list: { min: 1, max: 400, unique: true },
    optional: true,
    description: 'Of the units ranked apart for lacking these criteria; absent: of the main order',
    example: ['chi-tieu-thu-ngan-sach'],
  })
  withoutCriteria?: string[];
  @IsCount({ min: 1, max: SUBJECTS.max, example: 2 }) rank!: number;
  @NestedList(() => SubjectBody, { min: 2, ...SUBJECTS, description: 'All that is tied, the first before' })
  order!: SubjectBody[];
  @IsOneOf(PEOPLES_KEYS, { optional: true, description: 'An act says it' }) key?: PeoplesKey;
  @IsProse(2000, { ...WHY, example: 'Hội nghị biểu quyết xếp Cao Bằng trước.' }) reason?: string;
  @IsSlug({ optional: true, example: 'phieu-1' }) ballotId?: string;
}

class ClassGivenBody implements ClassGiven {
  @IsSlug() unitId!: string;
  @IsSlug({ optional: true, description: 'Of the unit a subject that it registered', example: 'khu-dan-cu-so-1' })
  subjectId?: string;
  @IsName(200, { description: 'As the rulebook or the source words it', example: 'Hoàn thành xuất sắc nhiệm vụ' })
  classification!: string;
  @IsProse(2000, {
    optional: true,
    description: 'Why people chose it, where they did; one that was published changes only with it',
    example: 'Các đơn vị nhất trí sau khi xem xét thành tích đột xuất.',
  })
  reason?: string;
}

export class ClassifyUnitBody extends RankingBody implements YearBody<RankingCommand, 'ClassifyUnit'> {
  @NestedList(() => ClassGivenBody, { ...SUBJECTS, min: 1, description: 'Each unit or subject once' })
  classes!: ClassGivenBody[];
  @IsProse(2000, {
    optional: true,
    description: 'The gates met and on what they were read; an act says it, or cites a decision',
    example: 'Đạt 955,50/1.000 điểm, không có tiêu chí nào dưới 85 %.',
  })
  basis?: string;
  @IsSlug({ optional: true, description: 'The ballot or assent of this year that gave them', example: 'xep-loai' })
  decision?: string;
}
