import type { Actor } from '../kernel/decisions.js';
import type { Origin, Role } from '../kernel/event.js';
import type { Matter } from '../kernel/matter.js';

/** The version of the tables below, kept with every event. Change a table, raise the number. */
export const POLICY_VERSION = 7;

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
  /** Whose unit or bloc it is, the decider knows. */
  LAUNCHER: { act: ['council', 'secretary', 'representative'], claim: KEEPERS },
  PARTICIPANT: { act: ['council', 'secretary', 'representative'], claim: KEEPERS },
  /** The secretary of the bloc that proposed it, or the unit that is proposed. */
  SUBMITTER: { act: ['secretary', 'representative'], claim: KEEPERS },
  COUNCIL_OR_UNIT: { act: ['council', 'secretary', 'representative'], claim: KEEPERS },
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

/** What there is to see: what facts are about, and recorded events as such, searched (TRAIL) or one by its place (EVENT). */
export type Sight = Matter | 'TRAIL' | 'EVENT';

/**
 * Where a caller stands towards what belongs to a bloc. SUPERIOR: the superior council, who keeps the register, who
 * inspects. SECRETARY and APPRAISER: of that bloc. MEMBER: the representative of a unit of that year. OUTSIDER: any of
 * these three towards another bloc. PUBLIC: dashboards.
 */
export type Standpoint = 'SUPERIOR' | 'SECRETARY' | 'APPRAISER' | 'MEMBER' | 'OUTSIDER' | 'PUBLIC';

/**
 * NAMED: what a publication names, once it was published. BY_RULEBOOK: of the own unit always, of the others when the rulebook of
 * the year says so, without a word of it once the scores of all are agreed. OWN: what the caller sent.
 */
export type When = 'ALWAYS' | 'NAMED' | 'BY_RULEBOOK' | 'OWN' | 'NEVER';

/** Who sees what, and when; as of a past moment what was to be seen then. Every route that shows a fact asks here. */
export const SEES: Readonly<Record<Sight, Readonly<Record<Standpoint, When>>>> = {
  OPEN: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS'),
  PLACES: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NAMED', 'NAMED'),
  CLASSES: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NAMED', 'NAMED'),
  CARD: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'BY_RULEBOOK', 'NEVER', 'NEVER'),
  VOTES: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NAMED', 'NAMED'),
  PROPOSALS: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NAMED', 'NAMED'),
  PAPERS: sees('ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NEVER', 'NEVER'),
  TRAIL: sees('ALWAYS', 'ALWAYS', 'NEVER', 'NEVER', 'NEVER', 'NEVER'),
  EVENT: sees('ALWAYS', 'ALWAYS', 'OWN', 'OWN', 'OWN', 'NEVER'),
};

/** One line of the table, in the order of the standpoints. */
function sees(
  ...[SUPERIOR, SECRETARY, APPRAISER, MEMBER, OUTSIDER, PUBLIC]: readonly [When, When, When, When, When, When]
): Readonly<Record<Standpoint, When>> {
  return { SUPERIOR, SECRETARY, APPRAISER, MEMBER, OUTSIDER, PUBLIC };
}

/** Where a role can stand, at home first. */
const STANDS: Readonly<Record<Role, readonly [Standpoint, ...Standpoint[]]>> = {
  administrator: ['SUPERIOR'],
  council: ['SUPERIOR'],
  inspector: ['SUPERIOR'],
  secretary: ['SECRETARY', 'OUTSIDER'],
  appraiser: ['APPRAISER', 'OUTSIDER'],
  representative: ['MEMBER', 'OUTSIDER'],
  dashboard: ['PUBLIC'],
};

/** Whose something is: in which bloc it is at home, as `homeBlocOf` says; and whether a unit is a member there. */
export type Belongings = Readonly<{ blocId: string; isMember: (unitId: string) => boolean }>;

export function standpointOf({ role, blocId, unitId }: Origin, whose: Belongings): Standpoint {
  const [home, abroad = home] = STANDS[role];
  if (role === 'representative') return unitId !== undefined && whose.isMember(unitId) ? home : abroad;
  return whose.blocId === '' || whose.blocId === blocId ? home : abroad;
}

/** The bloc beyond which the caller is an outsider; `undefined` for a role that stands the same everywhere. */
export function homeOf({ role, blocId }: Origin): string | undefined {
  return STANDS[role].length === 1 ? undefined : blocId;
}

/** What a route shows: a fact, or figures about the service itself. */
export type Readable = Sight | 'METRICS';

const MAY_READ_METRICS: readonly Role[] = ['administrator', 'inspector'];

/** Whether the role may ask for it at all; what it then sees of it, the table says by where it stands. */
export function mayRead(role: Role, what: Readable): boolean {
  if (what === 'METRICS') return MAY_READ_METRICS.includes(role);
  return STANDS[role].some((standpoint) => SEES[what][standpoint] !== 'NEVER');
}
