import { BATCHES } from '../emulation-years/conferral/conferral.values.js';
import type { Party } from '../kernel/party.js';
import type { MovementCommand } from './movement.commands.js';

/** Who launches a movement or joins one by this command: they act, so they exist on its day (R40). */
export function partiesActing({ type, data }: MovementCommand): readonly Party[] {
  if (type === 'LaunchMovement') return [data.launchedBy];
  return type === 'JoinMovement' ? [data.participant] : [];
}

/** The units a command names: `active` ones act on its day, `known` ones may have ended by then. */
export function unitsNamed(
  command: MovementCommand,
): Readonly<{ active: readonly string[]; known: readonly string[] }> {
  const active = partiesActing(command).flatMap(unitOf);
  return { active, known: partiesNamed(command).flatMap(unitOf).concat(recipientsNamed(command)) };
}

/** The blocs that launch or join. */
export function blocsActing(command: MovementCommand): readonly string[] {
  return partiesActing(command).flatMap((party) => (party.kind === 'BLOC' ? [party.blocId] : []));
}

/** The other movements that a command names. */
export function movementsNamed({ type, data }: MovementCommand): readonly string[] {
  if (type === 'LaunchMovement') return data.predecessors ?? [];
  return type === 'NameMovementSuccessor' ? [data.successor] : [];
}

/** The unit that a party is, or speaks for. */
export function unitOf(party: Party | undefined): readonly string[] {
  if (party?.kind === 'UNIT') return [party.unitId];
  return party?.kind === 'OFFICE' && party.unitId !== undefined ? [party.unitId] : [];
}

function partiesNamed({ type, data }: MovementCommand): readonly (Party | undefined)[] {
  if (type === 'ReviewMovement') return [data.host, ...(data.ratings ?? []).flatMap(({ of, by }) => [of, by])];
  return type === 'ConferMovementAward' ? [data.grantor] : [];
}

function recipientsNamed({ type, data }: MovementCommand): readonly string[] {
  if (type === 'NameMovementAwardRecipient') return data.recipient.unitId === undefined ? [] : [data.recipient.unitId];
  if (type !== 'ConferMovementAward') return [];
  return Object.values(BATCHES).flatMap((part) => (data[part]?.named ?? []).flatMap(({ unitId }) => unitId ?? []));
}
