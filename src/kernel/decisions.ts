import type { Circumstances, Command, Deciding, Fact } from './decider.js';
import type { Event, OfType } from './event.js';

/**
 * Whose act a command is. REGISTRAR: who keeps the register of units, the council and the administrator. COUNCIL: the
 * superior council. RULE_GIVER: who gives rulebooks, the superior council by act and claim alike. HEAD: the head of the bloc,
 * for whom the secretary acts. UNIT: a unit, by its own hand or on paper through the secretary. SECRETARIAT: Tổ giúp việc, which appraises.
 * LAUNCHER: who launched a movement, PARTICIPANT: who takes part in one, a unit or a bloc, each by who speaks for it; the superior council
 * for all others. SUBMITTER: who sends a dossier upwards, the bloc or the unit that is proposed. `identity/policy.ts` says which roles may
 * send it.
 */
export type Actor =
  | 'REGISTRAR'
  | 'COUNCIL'
  | 'RULE_GIVER'
  | 'COUNCIL_OR_SECRETARY'
  | 'COUNCIL_OR_HEAD'
  | 'COUNCIL_OR_UNIT'
  | 'HEAD'
  | 'UNIT'
  | 'SECRETARIAT'
  | 'LAUNCHER'
  | 'PARTICIPANT'
  | 'SUBMITTER';

/** One command: whose act it is, and how it is decided. */
type DecisionOn<C extends Command, S, E extends Event> = Readonly<{
  actor: Actor;
  decide: (command: C & Circumstances, state: S) => Deciding<E>;
}>;

/** All commands of a slice or a part of it, by type: one without a decision does not compile. */
export type Decisions<C extends Command, S, E extends Event> = {
  readonly [Type in C['type']]: DecisionOn<Extract<C, { type: Type }>, S, E>;
};

/** Decides a command as its line of the table says. */
export function decideBy<C extends Command, S, E extends Event>(
  decisions: Decisions<C, S, E>,
  command: C & Circumstances,
  state: S,
): Deciding<E> {
  const line: DecisionOn<never, S, E> = decisions[command.type as C['type']];
  // The line was looked up by the command's own type, which is more than the checker can see.
  return line.decide(command as never, state);
}

/** What each event makes of the state, by type: one without a fold does not compile. */
export type Folds<S, E extends Event> = {
  readonly [Type in E['type']]: (state: S, data: OfType<E, Type>['data'], revision: number) => S;
};

/** Folds a fact as its line of the table says. */
export function foldBy<S, E extends Event>(folds: Folds<S, E>, state: S, { type, data, revision }: Fact<E>): S {
  const fold: (state: S, data: never, revision: number) => S = folds[type as E['type']];
  return fold(state, data as never, revision);
}
