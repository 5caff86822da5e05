import type { Citing } from '../../src/emulation-years/frame/cited-decision.values.js';
import type { Duty } from '../../src/emulation-years/frame/frame.values.js';
import type { ElectionBasis, DesignationMethod } from '../../src/emulation-years/leadership/leadership.values.js';
import type {
  AgreedList,
  AssentTerms,
  BallotTerms,
  BallotTieBreak,
  Objection,
  Tally,
  Voiding,
} from '../../src/emulation-years/voting/voting.values.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { Current, Recording, Sourced } from '../recording.js';

/** A ballot with what came out of it. A failed outcome is a result. */
export type BallotOfYear = Readonly<{
  ballotId: string;
  opened: Current<Pick<BallotTerms, 'sessionId' | 'purpose' | 'method' | 'questions' | 'threshold' | 'members'>>;
  tallied?: Current<Omit<Tally, 'papers' | 'minutes'>>;
  tiesBroken: readonly Sourced<Pick<BallotTieBreak, 'questionId' | 'reason'>>[];
  /** Found void: it carries nothing (D41). */
  voided?: Current<Voiding>;
}>;

/** Agreed without papers, unless somebody objected (R48). */
export type AssentOfYear = Readonly<{
  assentId: string;
  /** `present`: how many units, where that is known. */
  assented?: Current<
    Pick<AssentTerms, 'sessionId' | 'purpose' | 'questions' | 'members'> & Readonly<{ present?: number }>
  >;
  objections: readonly Sourced<Omit<Objection, 'person'>>[];
}>;

export type AgreedListOfYear = AgreedList & Readonly<{ listId: string }>;

/** A unit named for a duty of a year. */
export type Nomination = Readonly<{
  duty: Duty;
  forYear: string;
  unitId: string;
  ordinal?: number;
  by?: string;
}>;

/** Who shall lead which year, where that is known, and how it was settled. Not yet a hand-over. */
export type LeaderChoice = Readonly<{
  duty: Duty;
  forYear: string;
  unitId?: string;
  ordinal?: number;
  method: 'ELECTED' | DesignationMethod;
  basis?: ElectionBasis;
  document?: ReferenceDocument;
}>;

/** Whether what rests on that decision is void (D41). What a claim says voids nothing that was decided here. */
export function isVoid(
  { ballots, assents }: Readonly<{ ballots: readonly BallotOfYear[]; assents: readonly AssentOfYear[] }>,
  { kind, ballotId, assentId }: Citing,
  { mode }: Pick<Recording, 'mode'>,
): boolean {
  const voidings =
    kind === 'BALLOT'
      ? ballots.flatMap((ballot) => (ballot.ballotId === ballotId ? (ballot.voided ?? []) : []))
      : assents.flatMap((assent) => (kind === 'ASSENT' && assent.assentId === assentId ? assent.objections : []));
  return voidings.some(({ recording }) => mode === 'CLAIM' || recording.mode === 'ACT');
}
