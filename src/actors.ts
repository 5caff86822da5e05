import { blocDecisions } from './blocs/bloc.decider.js';
import type { BlocCommand } from './blocs/bloc.commands.js';
import type { EmulationYearCommand } from './emulation-years/emulation-year.commands.js';
import { yearDecisions } from './emulation-years/emulation-year.decisions.js';
import type { Actor } from './kernel/decisions.js';
import { rulebookDecisions } from './rulebooks/rulebook.decider.js';
import type { RulebookCommand } from './rulebooks/rulebook.commands.js';
import { unitDecisions } from './units/unit.decider.js';
import type { UnitCommand } from './units/unit.commands.js';

/** Every command that the ledger knows, by its name. */
export type CommandType = (UnitCommand | BlocCommand | RulebookCommand | EmulationYearCommand)['type'];

/** Whose act each command is, as the slices' tables of decisions say. */
export const ACTORS: Readonly<Record<CommandType, Actor>> = {
  ...actorsIn(unitDecisions),
  ...actorsIn(blocDecisions),
  ...actorsIn(rulebookDecisions),
  ...actorsIn(yearDecisions),
};

function actorsIn<Type extends string>(
  decisions: Readonly<Record<Type, Readonly<{ actor: Actor }>>>,
): Readonly<Record<Type, Actor>> {
  const entries = Object.entries<Readonly<{ actor: Actor }>>(decisions);
  return Object.fromEntries(entries.map(([type, { actor }]) => [type, actor])) as Record<Type, Actor>;
}
