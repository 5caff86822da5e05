import { breach, mustSay, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Gathered } from '../../kernel/event.js';
import { nameFolded } from '../../kernel/text.js';
import { mustBeKnown } from '../../units/unit.standing.js';
import { mustKnowBallot } from './known-ballot.js';
import type { AppointTellers } from './voting.commands.js';
import type { TellersAppointed } from './voting.events.js';
import type { Ballot, VotingYear } from './voting.fold.js';
import type { Teller } from './voting.values.js';

/**
 * The committee that counts (ban kiểm phiếu), before papers are handed out, maybe days before the opening. Refuses by
 * R50: a person named twice, a second head, or, where the rulebook forbids it, a person of a candidate; after the close
 * by R44.
 */
export function* appointTellers(command: AppointTellers & Circumstances, year: VotingYear): Deciding<TellersAppointed> {
  const { data, gathered } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  for (const [place, { role }] of data.tellers.entries())
    yield* mustSay(command, role, { kind: 'teller role', field: `/tellers/${place}/role` });
  yield* mustBeOfKnownUnits(data.tellers, year, gathered);
  yield* mustBeFitToCount(data.tellers, ballot);
  if (ballot.closed) yield breach('INVALID_TRANSITION', { step: 'BALLOT_CLOSED' });
  return [{ type: 'TellersAppointed', data }];
}

/** R50: each person once, one head, none of a candidate where the rulebook forbids it. */
function* mustBeFitToCount(tellers: readonly Teller[], { terms }: Ballot): Checks {
  const candidates = terms.candidateTellers === 'FORBIDDEN' ? terms.questions.map(({ unitId }) => unitId) : [];
  const persons = tellers.map(personOf);
  const heads = tellers.filter(({ role }) => role === 'HEAD');
  for (const [place, teller] of tellers.entries()) {
    const { person, unitId = '' } = teller;
    const twice = persons.indexOf(personOf(teller)) < place || heads.indexOf(teller) > 0;
    if (candidates.includes(unitId) || twice) yield breach('TELLERS_INVALID', { person: person.name });
  }
}

/** D38: persons are told apart by name, office and unit together. */
function personOf({ person: { name, office = '' }, unitId = '' }: Teller): string {
  return JSON.stringify([nameFolded(name), nameFolded(office), unitId]);
}

/** A teller need not be of a member, but of a unit that is known. */
function* mustBeOfKnownUnits(tellers: readonly Teller[], { frame }: VotingYear, gathered: readonly Gathered[]): Checks {
  for (const { unitId } of tellers) {
    const isMember = frame.members.some((member) => member.unitId === unitId);
    if (unitId !== undefined && !isMember) yield* mustBeKnown(gathered, unitId);
  }
}
