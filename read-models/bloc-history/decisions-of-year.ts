import type { Question, QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { Threshold } from '../../src/kernel/threshold.js';
import type { Current, Sourced } from '../recording.js';

/** A ballot with what came out of it. A failed outcome is a result. */
export type BallotOfYear = Readonly<{
  ballotId: string;
  opened: Current<
    Readonly<{
      sessionId: string;
      purpose: string;
      method: string;
      questions: readonly Question[];
      threshold: Threshold;
      members: number;
    }>
  >;
  tallied?: Current<Readonly<{ present: number; voted: number; written: number; questions: readonly QuestionTally[] }>>;
  tiesBroken: readonly Sourced<Readonly<{ questionId: string; reason: string }>>[];
}>;

/** Agreed without papers, unless somebody objected (R48). */
export type AssentOfYear = Readonly<{
  assentId: string;
  assented?: Current<
    Readonly<{
      sessionId: string;
      purpose: string;
      questions: readonly Question[];
      present: number;
      members: number;
    }>
  >;
  objections: readonly Sourced<Readonly<{ unitId: string; text?: string }>>[];
}>;

/** Proposals agreed at a session, by form, with the units or only their number (S4). */
export type AgreedList = Readonly<{
  listId: string;
  sessionId: string;
  entries: readonly Readonly<{ form: string; count: number; unitIds: readonly string[] }>[];
  agreedBy: readonly string[];
}>;

/** A unit named for a duty of a year. */
export type Nomination = Readonly<{
  duty: 'HEAD' | 'DEPUTY';
  forYear: string;
  unitId: string;
  ordinal?: number;
  by?: string;
}>;

/** Who shall lead which year, and how that was settled. Not yet a hand-over. */
export type LeaderChoice = Readonly<{
  duty: 'HEAD' | 'DEPUTY';
  forYear: string;
  unitId: string;
  ordinal?: number;
  method: 'ELECTED' | 'DESIGNATED' | 'IN_TURN';
  basis?: Readonly<{ kind: string; ballotId?: string; questionId?: string; assentId?: string }>;
  document?: ReferenceDocument;
}>;
