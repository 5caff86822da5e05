import { refuse, type Checks, type Circumstances } from '../kernel/decider.js';
import type { Actor } from '../kernel/decisions.js';
import type { Denial, WhoMay } from '../kernel/entitlement-words.js';
import type { Facts } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { Party } from '../kernel/party.js';
import { MEMBER_OF_BLOC, mustBeActive, speaksForUnit, unitAmong } from '../units/unit.standing.js';
import type { MovementCommand } from './movement.commands.js';
import type { Movement } from './movement.fold.js';
import { partiesActing, unitOf } from './movement.parties.js';

type Sent = MovementCommand & Circumstances;

/**
 * The council acts for superiors, and may record what any movement does; a secretary acts for what the own bloc launches or joins, a
 * representative for what the own unit does, or the unit whose work it goes on with. Who launched a movement does not act for those who
 * join it. A secretary claims what the own bloc or its members did, and who joined them. What a movement is that is not on record yet
 * is open to all of them.
 */
export function* mustBeEntitled(command: Sent, movement: Movement | undefined, actor: Actor): Checks {
  const { origin, mode, type, data, gathered } = command;
  const parties = partiesConcerned(command, movement);
  if (origin.role === 'council') return;
  if (parties.length > 0 && !parties.some((party) => speaksFor(command, party))) {
    const who: WhoMay = mode.kind === 'CLAIM' ? 'CLAIM_OF_MOVEMENT' : actor;
    const facts = { role: origin.role, command: type, movementId: data.movementId };
    yield* refuse('NOT_ENTITLED', { ...facts, ...deniedTo(origin), who });
  }
  const own = origin.unitId === undefined ? undefined : unitAmong(gathered, origin.unitId);
  if (own !== undefined && origin.role === 'representative') yield* mustBeActive(own, data.occurredOn);
}

/** Whose act it is; of a claim also who launched the movement, since it keeps what is told of it. */
function partiesConcerned(command: Sent, movement: Movement | undefined): readonly Party[] {
  const acting = partiesActing(command);
  if (command.type === 'LaunchMovement' || movement === undefined) return acting;
  return command.type === 'JoinMovement' && command.mode.kind === 'ACT' ? acting : [...acting, movement.launchedBy];
}

/** Whether the caller speaks for that party, by a claim also for a member of the own bloc. */
export function speaksFor({ origin, mode, gathered }: Circumstances, party: Party): boolean {
  const { role, blocId, unitId } = origin;
  if (role === 'secretary') {
    const isMember = (of: string): boolean =>
      gatheredOf(gathered, MEMBER_OF_BLOC).some((one) => one.blocId === blocId && one.unitId === of);
    return (
      (party.kind === 'BLOC' && party.blocId === blocId) || (mode.kind === 'CLAIM' && unitOf(party).some(isMember))
    );
  }
  return role === 'representative' && unitOf(party).some((of) => speaksForUnit(unitId, of, gathered));
}

function deniedTo({ role, blocId, unitId }: Sent['origin']): Facts {
  const own = role === 'secretary' ? blocId : unitId;
  const denied: Denial = role === 'secretary' ? 'OTHER_BLOC' : 'OTHER_UNIT';
  return own === undefined ? {} : { denied, own };
}
