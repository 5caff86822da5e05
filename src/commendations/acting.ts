import { PROPOSAL_STANDING } from '../emulation-years/conferral/proposal.standing.js';
import type { Denial, WhoMay } from '../kernel/entitlement-words.js';
import { refuse, type Checks, type Circumstances } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Facts, Gathered } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { Party } from '../kernel/party.js';
import type { CommendationCommand } from './commendation.commands.js';
import { commendationDecisions } from './commendation.decisions.js';
import { unitsCommended, type Commendation } from './commendation.fold.js';

type Sent = CommendationCommand & Circumstances;

/** In whose record it is, and which units may speak there. */
type Concerned = Readonly<{ blocId?: string; units: readonly string[] }>;

/**
 * The council acts on every commendation; a secretary in the record of the own bloc; a representative for the own unit, which is
 * commended or proposed, and complains for it alone. A stranger is told the same of what there is and of what there is not.
 */
export function* mustBeEntitled(command: Sent, one: Commendation | undefined): Checks {
  const { origin, type, mode } = command;
  const { blocId, units } = concernedBy(command, one);
  if (origin.role === 'secretary' && (blocId === undefined || blocId !== origin.blocId))
    yield* refuse('NOT_ENTITLED', {
      role: origin.role,
      command: type,
      ...denial('OTHER_BLOC', origin.blocId),
      who: who(),
    });
  if (origin.role === 'representative' && (origin.unitId === undefined || !units.includes(origin.unitId)))
    yield* refuse('NOT_ENTITLED', {
      role: origin.role,
      command: type,
      ...denial('OTHER_UNIT', origin.unitId),
      who: who(),
    });

  function who(): WhoMay {
    const { actor } = commendationDecisions[type];
    return mode.kind === 'CLAIM' || actor === 'COUNCIL_OR_SECRETARY' ? 'COUNCIL_OR_SECRETARY_OF_RECORD' : actor;
  }
}

function concernedBy({ type, data, gathered }: Sent, one: Commendation | undefined): Concerned {
  if (type === 'TakeUpProposal') return { blocId: data.blocId, units: nomineesIn(gathered, data.unitId) };
  if (type === 'RegisterCommendation') return { ...defined({ blocId: data.blocId }), units: [] };
  const record = defined({ blocId: one?.blocId });
  const commended = one === undefined ? [] : unitsCommended(one.recipients);
  if (type !== 'LodgeComplaint') return { ...record, units: commended };
  return { ...record, units: unitIn(data.by).filter((unitId) => commended.includes(unitId)) };
}

/** The unit, where it is a nominee: to others nothing is told of a proposal, not even whether there is one. */
function nomineesIn(gathered: readonly Gathered[], asked: string | undefined): readonly string[] {
  const nominees = gatheredOf(gathered, PROPOSAL_STANDING).flatMap(({ proposal }) => proposal?.nominees ?? []);
  return nominees.flatMap(({ unitId }) => (unitId === asked ? [unitId] : []));
}

function unitIn(party: Party | undefined): readonly string[] {
  return party?.kind === 'UNIT' ? [party.unitId] : [];
}

function denial(denied: Denial, own: string | undefined): Facts {
  return own === undefined ? {} : { denied, own };
}
