import { PROPOSAL_STANDING, type ProposalStanding } from '../emulation-years/conferral/proposal.standing.js';
import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustFollow } from '../kernel/happened.js';
import { firstDayOf, lastDayOf } from '../kernel/partial-date.js';
import { mustBeKnown } from '../units/unit.standing.js';
import { BLOC_CITED } from '../blocs/bloc.standing.js';
import type { RegisterCommendation, TakeUpProposal } from './commendation.commands.js';
import type { CommendationRegistered, ProposalTakenUp } from './commendation.events.js';
import { unitsCommended, type Commendation } from './commendation.fold.js';
import { idTakenUp, type Achievement, type Recipients } from './commendation.values.js';
import { mustHoldCounts, tellsAnyone } from './recipients.decider.js';

type Found = NonNullable<ProposalStanding['proposal']>;

/** A proposal that stands goes its way, for one of its nominees: once for each. */
export function* takeUpProposal(
  command: TakeUpProposal & Circumstances,
  one: Commendation | undefined,
): Deciding<ProposalTakenUp> {
  const { data, gathered } = command;
  const { blocId, year, proposalId, unitId } = data;
  const standing = gatheredOf(gathered, PROPOSAL_STANDING)[0];
  if (standing === undefined) return yield* refuse('UNKNOWN_YEAR', { bloc: blocId, year });
  const { proposal } = standing;
  if (proposal === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  const nominee = yield* nomineeIn(proposal, command);
  const commendationId = idTakenUp({ blocId, year, proposalId, ...defined({ unitId }) });
  if (one !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'commendation', id: commendationId });
  yield* mustFollow(command, proposal.proposedOn, data.occurredOn, 'PROPOSED');
  yield* mustStand(proposal, unitId === undefined ? [] : [unitId]);
  const { form, title, grantor } = proposal;
  const told = { form, grantor, ...defined({ title, unitName: nominee?.name }) };
  return [{ type: 'ProposalTakenUp', data: { ...data, commendationId, ...told } }];
}

/** A nominee of the proposal, by name; a source may not know which. */
function* nomineeIn(
  { nominees }: Found,
  command: TakeUpProposal & Circumstances,
): Checks<Found['nominees'][number] | undefined> {
  const { unitId } = command.data;
  yield* mustSay(command, unitId, { kind: 'nominee', field: '/unitId' });
  if (unitId === undefined) return undefined;
  const found = nominees.find((nominee) => nominee.unitId === unitId);
  const allowed = nominees.map((nominee) => nominee.unitId);
  return found ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'nominee', id: unitId, field: '/unitId', allowed }));
}

/** What was withdrawn, or rests on a void decision (D41), asks for nothing any more; nor does what is for an excluded unit (R25). */
function* mustStand({ nominees, withdrawn, void: isVoid }: Found, unitIds: readonly string[]): Checks {
  if (withdrawn) yield breach('INVALID_TRANSITION', { step: 'WITHDRAWN' });
  if (isVoid) yield breach('INVALID_TRANSITION', { step: 'PROPOSAL_VOID' });
  for (const { unitId, name, exclusion } of nominees)
    if (exclusion !== undefined && unitIds.includes(unitId))
      yield breach('UNIT_EXCLUDED', { unit: name?.vi ?? unitId, unitId, ...exclusion });
}

/** The proposal behind the commendation, where there is one, still stands for those who are commended. */
export function* mustStillStand({ gathered }: Circumstances, ...commended: readonly Recipients[]): Checks {
  for (const { proposal } of gatheredOf(gathered, PROPOSAL_STANDING))
    if (proposal) yield* mustStand(proposal, commended.flatMap(unitsCommended));
}

/** A commendation without a proposal here. Refuses by R32; whom it names exists. */
export function* registerCommendation(
  command: RegisterCommendation & Circumstances,
  one: Commendation | undefined,
): Deciding<CommendationRegistered> {
  const { data, gathered } = command;
  const { commendationId, blocId, recipients } = data;
  if (blocId !== undefined && gatheredOf(gathered, BLOC_CITED).length === 0)
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'bloc', id: blocId, field: '/blocId' });
  for (const unitId of unitsNamed(data)) yield* mustBeKnown(gathered, unitId);
  if (one !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'commendation', id: commendationId });
  yield* mustSayWhatItIs(command);
  yield* mustHoldCounts(recipients, '/recipients');
  yield* mustBePeriod(data.achievement);
  return [{ type: 'CommendationRegistered', data }];
}

function* mustSayWhatItIs(command: RegisterCommendation & Circumstances): Checks {
  const { form, grantor, recipients } = command.data;
  yield* mustSay(command, form, { kind: 'form', field: '/form' });
  yield* mustSay(command, grantor.kind === 'UNKNOWN' ? undefined : grantor, { kind: 'grantor', field: '/grantor' });
  yield* mustSay(command, tellsAnyone(recipients) || undefined, { kind: 'recipients', field: '/recipients' });
}

/** R39: the time of an achievement does not end before it begins; of partial dates one possible day is enough. */
function* mustBePeriod({ from, to }: Achievement = {}): Checks {
  if (from !== undefined && to !== undefined && firstDayOf(from) > lastDayOf(to))
    yield* refuse('INVALID_PERIOD', { from: from.date, to: to.date });
}

/** Units that a registration names: who is commended, and a unit that grants it. */
export function unitsNamed({ recipients, grantor }: RegisterCommendation['data']): readonly string[] {
  const granting = (grantor.kind === 'UNIT' || grantor.kind === 'OFFICE') && grantor.unitId;
  return [...new Set([...unitsCommended(recipients), ...(granting ? [granting] : [])])];
}
