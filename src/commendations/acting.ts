import { PROPOSAL_STANDING } from '../emulation-years/conferral/proposal.standing.js';
import type { Denial, WhoMay } from '../kernel/entitlement-words.js';
import { refuse, type Checks, type Circumstances } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Facts } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { Party } from '../kernel/party.js';
import { mustBeActive, speaksForUnit, unitAmong } from '../units/unit.standing.js';
import type { CommendationCommand } from './commendation.commands.js';
import { commendationDecisions } from './commendation.decisions.js';
import { unitsCommended, type Commendation } from './commendation.fold.js';

type Sent = CommendationCommand & Circumstances;

/** In whose record it is, and which units are commended there or are to be. */
type Concerned = Readonly<{ blocId?: string; units: readonly string[] }>;

/**
 * The council acts on every commendation; a secretary in the record of the own bloc; a representative for a unit that is commended or
 * proposed: the own one, or one whose work it goes on with. It complains for the own unit alone. A stranger is told the same of what there is and of what there is not.
 */
export function* mustBeEntitled(command: Sent, one: Commendation | undefined): Checks {
  const { origin, type, mode, data, gathered } = command;
  const { blocId } = concernedBy(command, one);
  if (origin.role === 'secretary' && (blocId === undefined || blocId !== origin.blocId))
    yield* refuse('NOT_ENTITLED', {
      role: origin.role,
      command: type,
      ...denial('OTHER_BLOC', origin.blocId),
      who: who(),
    });
  if (origin.role !== 'representative') return;
  if (!speaksThere(command, one))
    yield* refuse('NOT_ENTITLED', {
      role: origin.role,
      command: type,
      ...denial('OTHER_UNIT', origin.unitId),
      who: who(),
    });
  const own = origin.unitId === undefined ? undefined : unitAmong(gathered, origin.unitId);
  if (own !== undefined) yield* mustBeActive(own, data.occurredOn);

  function who(): WhoMay {
    const { actor } = commendationDecisions[type];
    return mode.kind === 'CLAIM' || actor === 'COUNCIL_OR_SECRETARY' ? 'COUNCIL_OR_SECRETARY_OF_RECORD' : actor;
  }
}

/** Also what is gathered for the decision. */
export function concernedBy({ type, data }: CommendationCommand, one: Commendation | undefined): Concerned {
  if (type === 'TakeUpProposal') return { blocId: data.blocId, units: data.unitId === undefined ? [] : [data.unitId] };
  if (type === 'RegisterCommendation') return { ...defined({ blocId: data.blocId }), units: [] };
  return { ...defined({ blocId: one?.blocId }), units: one === undefined ? [] : unitsCommended(one.recipients) };
}

/** Of a proposal a unit is told nothing that is no nominee, not even whether there is one. */
function speaksThere(command: Sent, one: Commendation | undefined): boolean {
  const { type, data, origin, gathered } = command;
  const { unitId: own } = origin;
  if (type === 'LodgeComplaint' && !unitIn(data.by).some((unitId) => unitId === own)) return false;
  const nominees = gatheredOf(gathered, PROPOSAL_STANDING).flatMap(({ proposal }) => proposal?.nominees ?? []);
  return concernedBy(command, one).units.some(
    (unitId) =>
      speaksForUnit(own, unitId, gathered) &&
      (type !== 'TakeUpProposal' || nominees.some((nominee) => nominee.unitId === unitId)),
  );
}

function unitIn(party: Party | undefined): readonly string[] {
  return party?.kind === 'UNIT' ? [party.unitId] : [];
}

function denial(denied: Denial, own: string | undefined): Facts {
  return own === undefined ? {} : { denied, own };
}
