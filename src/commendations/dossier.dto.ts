import { IsCount, IsDay, IsName, IsOneOf, IsProse, IsSha256 } from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { CommandBody, IsParty, ReferenceDocumentBody, WHY } from '../http/shapes/shapes.dto.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Party } from '../kernel/party.js';
import { DOCUMENT, type Body } from './commendation.dto.js';
import {
  COUNTED_DAYS,
  DOSSIER_PARTS,
  type DossierPart,
  type DossierPartKind,
  type MinutedVote,
  type ReturnTerm,
} from './commendation.values.js';

class CountedVoteBody {
  @IsOneOf(['COUNTED']) kind!: 'COUNTED';
  @IsCount({ optional: true, description: 'Votes in favour; an act says it', example: 6 }) inFavour?: number;
  @IsCount({ optional: true, description: 'Of how many; an act says it', example: 7 }) of?: number;
}

class UnanimousVoteBody {
  @IsOneOf(['UNANIMOUS']) kind!: 'UNANIMOUS';
}

/** A kind of {@link MinutedVote} without a class does not compile. */
const VOTES = { COUNTED: CountedVoteBody, UNANIMOUS: UnanimousVoteBody } satisfies Record<
  MinutedVote['kind'],
  new () => MinutedVote
>;

class DossierPartBody implements DossierPart {
  @IsOneOf(DOSSIER_PARTS, { description: 'Tờ trình, báo cáo thành tích, biên bản, other' }) kind!: DossierPartKind;
  @IsName(500, { optional: true, example: 'Báo cáo thành tích năm 2024' }) title?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
  @NestedOneOf('kind', VOTES, { optional: true, description: 'Of minutes: the result of the vote' }) vote?: MinutedVote;
  @IsSha256({ optional: true }) sha256?: string;
}

class ReturnTermBody implements ReturnTerm {
  @IsCount({ min: 1, max: 366, description: 'Within how many days of its receipt', example: 5 }) days!: number;
  @IsOneOf(COUNTED_DAYS, { description: 'All days, or Mondays to Fridays' }) counted!: ReturnTerm['counted'];
  @IsDay({ list: { max: 60, unique: true }, optional: true, description: 'Days off that do not count either' })
  daysOff?: LocalDate[];
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The text that says so' })
  basis?: ReferenceDocumentBody;
}

const PARTS = { max: 100, optional: true, description: 'What it consists of; an act says it' } as const;
const TERM = { optional: true, description: 'Within which term it may be given back' } as const;

export class SubmitDossierBody extends CommandBody implements Body<'SubmitDossier'> {
  @IsParty({ optional: true, description: 'Who receives it' }) to?: Party;
  @NestedList(() => DossierPartBody, PARTS) parts?: DossierPartBody[];
  @Nested(() => ReturnTermBody, TERM) returnTerm?: ReturnTermBody;
}

export class ReturnDossierBody extends CommandBody implements Body<'ReturnDossier'> {
  @IsParty({ optional: true, description: 'Who gives it back' }) by?: Party;
  @IsProse(2000, { ...WHY, example: 'Biên bản chưa có kết quả bỏ phiếu' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

export class SupplementDossierBody extends CommandBody implements Body<'SupplementDossier'> {
  @NestedList(() => DossierPartBody, { ...PARTS, min: 1, description: 'What is added; an act says it' })
  parts?: DossierPartBody[];
  @Nested(() => ReturnTermBody, TERM) returnTerm?: ReturnTermBody;
}
