import type { Actor } from '../kernel/decisions.js';
import { ROLES, type Role } from '../kernel/event.js';

/** The version of the tables below, kept with every event. Change a table, raise the number. */
export const POLICY_VERSION = 2;

/** Who keeps the records of a bloc may enter from a source what was done in it, whoever did it. */
const KEEPERS: readonly Role[] = ['council', 'secretary'];

/**
 * Which roles may send a command as an act, and which may enter it as a fact of the past, by whose act it is. The deciders
 * check the rest, for acts and claims alike, with codes of their own: whose bloc, unit and score it is, and whose turn.
 */
const RIGHTS: Readonly<Record<Actor, Readonly<{ act: readonly Role[]; claim: readonly Role[] }>>> = {
  REGISTRAR: { act: ['administrator', 'council'], claim: KEEPERS },
  COUNCIL: { act: ['council'], claim: KEEPERS },
  /** A rulebook is no bloc's own: others have adopted it, or will. */
  RULE_GIVER: { act: ['council'], claim: ['council'] },
  COUNCIL_OR_SECRETARY: { act: ['council', 'secretary'], claim: KEEPERS },
  COUNCIL_OR_HEAD: { act: ['council', 'secretary', 'representative'], claim: KEEPERS },
  /** The bloc's secretary, and a representative whose own unit presides: the decider knows which unit does. */
  HEAD: { act: ['secretary', 'representative'], claim: KEEPERS },
  /** By the unit's own hand; the secretary records what it did on paper or by hand in the hall, on its behalf. */
  UNIT: { act: ['representative', 'secretary'], claim: KEEPERS },
  SECRETARIAT: { act: ['appraiser'], claim: KEEPERS },
};

/** What of a token says for whom its bearer acts. */
export type Belonging = 'unit' | 'bloc';

/**
 * What a token must name for the role to be that role: a secretary is one of a bloc, a representative one of a unit, and of
 * an appraiser without a unit nobody could tell whose score is its own (R14). Without it the token opens nothing.
 */
export const BELONGS_TO: Readonly<Record<Role, readonly Belonging[]>> = {
  administrator: [],
  council: [],
  secretary: ['bloc'],
  representative: ['unit'],
  appraiser: ['bloc', 'unit'],
  inspector: [],
  dashboard: [],
};

/** Whose act each command is, by the name of the command. The slices say it; the composition root hands it in. */
export type Actors = Readonly<Record<string, Actor>>;

/** Which roles may send that command as an act. @throws RangeError for a command that no slice decides. */
export function maySend(actors: Actors, command: string): readonly Role[] {
  return rightsTo(actors, command).act;
}

/** Which roles may enter it as a claim. @throws RangeError for a command that no slice decides. */
export function mayClaim(actors: Actors, command: string): readonly Role[] {
  return rightsTo(actors, command).claim;
}

function rightsTo(actors: Actors, command: string): (typeof RIGHTS)[Actor] {
  const actor = actors[command];
  if (actor === undefined) throw new RangeError(`No slice decides ${command}`);
  return RIGHTS[actor];
}

/** Who may record what a unit did on paper or by hand. */
export const MAY_ACT_ON_BEHALF: readonly Role[] = ['secretary'];

/** What there is to read, from what everybody may see to what only auditors may. */
export type Readable =
  /** Names of units and blocs, pledges, published results and histories. */
  | 'PUBLISHED'
  /** The working papers of a year: scores, ballots, proposals, rulebooks. */
  | 'RECORD'
  /** Every event of a decision, with its origin. */
  | 'AUDIT'
  /** Figures about the service itself. */
  | 'METRICS';

/** Which roles may read what. Rows that are not published yet are withheld by the queries themselves. */
export const MAY_READ: Record<Readable, readonly Role[]> = {
  PUBLISHED: ROLES,
  RECORD: ['administrator', 'council', 'secretary', 'representative', 'appraiser', 'inspector'],
  AUDIT: ['administrator', 'council', 'secretary', 'inspector'],
  METRICS: ['administrator', 'inspector'],
};
