import { blocCited } from '../blocs/bloc.standing.js';
import { folded, gatheredFrom, standingIn, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { PROPOSAL_STANDING, standingOfProposal } from '../emulation-years/conferral/proposal.standing.js';
import { yearReading } from '../emulation-years/emulation-year.standing.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Gathered, Mode } from '../kernel/event.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { unitStanding } from '../units/unit.standing.js';
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
  { mode }: Pick<Requested, 'mode' | 'origin'>,
): Gathering<readonly Gathered[]> {
  if (command.type === 'TakeUpProposal') return yield* proposalOf(command.data, mode);
  if (command.type === 'RegisterCommendation') return yield* named(command, mode);
  if (!RESTS_ON_PROPOSAL.has(command.type)) return [];
  const { state } = yield* folded(commendationStream(command.data.commendationId), commendationHistories);
  const { blocId, year, proposalId } = comparedWith(state, mode) ?? {};
  if (blocId === undefined || year === undefined || proposalId === undefined) return [];
  return yield* proposalOf({ blocId, year, proposalId }, mode);
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
