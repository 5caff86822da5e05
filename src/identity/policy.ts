import type { Actor } from '../kernel/decisions.js';
import { ROLES, type Role } from '../kernel/event.js';

/** The version of the tables below, kept with every event. Change a table, raise the number. */
export const POLICY_VERSION = 1;

/**
 * Which roles may send a command as an act, by whose act it is. The deciders check the rest with codes of their own:
 * whose unit, whose score and whose turn it is.
 */
const MAY_ACT: Readonly<Record<Actor, readonly Role[]>> = {
  REGISTRAR: ['administrator', 'council'],
  COUNCIL: ['council'],
  COUNCIL_OR_SECRETARY: ['council', 'secretary'],
  COUNCIL_OR_HEAD: ['council', 'secretary', 'representative'],
  /** The bloc's secretary, and a representative whose own unit presides: the decider knows which unit does. */
  HEAD: ['secretary', 'representative'],
  /** By the unit's own hand; the secretary records what it did on paper or by hand in the hall, on its behalf. */
  UNIT: ['representative', 'secretary'],
  SECRETARIAT: ['appraiser'],
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
  const actor = actors[command];
  if (actor === undefined) throw new RangeError(`No slice decides ${command}`);
  return MAY_ACT[actor];
}

/** Who may enter a fact of the past from a source, whatever the command. */
export const MAY_CLAIM: readonly Role[] = ['council', 'secretary'];

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
