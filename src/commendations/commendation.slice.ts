import { blocCited } from '../blocs/bloc.standing.js';
import { folded, gatheredFrom, standingIn, standingsOnwards, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { PROPOSAL_STANDING, standingOfProposal } from '../emulation-years/conferral/proposal.standing.js';
import { yearReading } from '../emulation-years/emulation-year.standing.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Gathered, Mode, Origin } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { nextAfter, unitStanding } from '../units/unit.standing.js';
import { concernedBy } from './acting.js';
import type { CommendationCommand, RegisterCommendation } from './commendation.commands.js';
import { commendationDecider } from './commendation.decider.js';
import { commendationDecisions } from './commendation.decisions.js';
import { commendationStream, type CommendationEvent } from './commendation.events.js';
import { COMMENDATION_EVENTS, commendationHistories, type Commendation } from './commendation.fold.js';
import { idTakenUp } from './commendation.values.js';
import { unitsNamed } from './opening.decider.js';

/** A decision about a commendation rests on the proposal behind it, or on the units and the bloc that its registration names. */
export const commendationSlice: Slice<CommendationCommand, Histories<Commendation | undefined>, CommendationEvent> = {
  decisions: commendationDecisions,
  events: COMMENDATION_EVENTS,
  decider: commendationDecider,
  streamOf: (command) => commendationStream(idIn(command)),
  gather,
};

function idIn({ type, data }: CommendationCommand): string {
  return type === 'TakeUpProposal' ? idTakenUp(data) : data.commendationId;
}

/** What a withdrawn or void proposal leaves no room for. */
const RESTS_ON_PROPOSAL: ReadonlySet<CommendationCommand['type']> = new Set([
  'SubmitDossier',
  'SupplementDossier',
  'DecideCommendation',
]);

function* gather(
  command: CommendationCommand,
  { mode, origin }: Pick<Requested, 'mode' | 'origin'>,
): Gathering<readonly Gathered[]> {
  const { state } = yield* folded(commendationStream(idIn(command)), commendationHistories);
  const one = comparedWith(state, mode);
  const at = { mode, day: lastDayOf(command.data.occurredOn) };
  return [...(yield* behind(command, one, mode)), ...(yield* spokenFor(command, one, origin, at))];
}

/** The proposal behind it, or what a registration names. */
function* behind(
  command: CommendationCommand,
  one: Commendation | undefined,
  mode: Mode,
): Gathering<readonly Gathered[]> {
  if (command.type === 'TakeUpProposal') return yield* proposalOf(command.data, mode);
  if (command.type === 'RegisterCommendation') return yield* named(command, mode);
  const { blocId, year, proposalId } = one ?? {};
  const isSaid = blocId !== undefined && year !== undefined && proposalId !== undefined;
  return isSaid && RESTS_ON_PROPOSAL.has(command.type) ? yield* proposalOf({ blocId, year, proposalId }, mode) : [];
}

/** For a representative the own unit; where it is not commended itself, those that are and who goes on with their work, to the last. */
function* spokenFor(
  command: CommendationCommand,
  one: Commendation | undefined,
  { role, unitId }: Origin,
  at: Readonly<{ mode: Mode; day: LocalDate }>,
): Gathering<readonly Gathered[]> {
  if (role !== 'representative' || unitId === undefined) return [];
  const { units } = concernedBy(command, one);
  if (units.includes(unitId)) return yield* standingsOnwards([unitId], unitStanding, () => [], at);
  return yield* standingsOnwards([unitId, ...units], unitStanding, nextAfter, at);
}

function* proposalOf(
  { blocId, year, proposalId }: Readonly<{ blocId: string; year: string; proposalId: string }>,
  mode: Mode,
): Gathering<readonly Gathered[]> {
  const { stream, fold } = yearReading(blocId, year);
  const seen = yield* folded(stream, fold);
  const known = comparedWith(seen.state, mode);
  if (known === undefined) return [];
  const standing = gatheredFrom(stream, seen, PROPOSAL_STANDING, standingOfProposal(known, proposalId));
  return standing === undefined ? [] : [standing];
}

function* named({ data }: RegisterCommendation, mode: Mode): Gathering<readonly Gathered[]> {
  const day = lastDayOf(data.occurredOn);
  const found = [];
  for (const unitId of unitsNamed(data)) found.push(yield* standingIn(unitStanding(unitId), mode, day));
  const { blocId } = defined({ blocId: data.blocId });
  if (blocId !== undefined) found.push(yield* standingIn(blocCited(blocId), mode, day));
  return found.filter((fact) => fact !== undefined);
}
