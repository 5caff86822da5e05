import type { Origin } from '../../src/kernel/event.js';
import { IN_NO_BLOC } from '../../src/kernel/stream.js';
import { defined } from '../../src/kernel/defined.js';
import { alone, type Sourced } from '../recording.js';
import type { Stored } from '../read-model-store.js';
import { type Answered, answered, answeredOpenly } from '../rows.js';
import { type Audience, audienceOf } from '../year-audience.js';
import type { CommendationRow, Complaint } from './commendations.js';
import type { CommendationView } from './commendations.dto.js';

export function audienceOfCommendation({ visibility, blocId }: CommendationRow, caller: Origin): Audience {
  return audienceOf(visibility, blocId === '' ? IN_NO_BLOC : blocId, caller);
}

/** Whether of a whole list the caller sees the awards alone: who works in the bloc that is asked for, and superiors, see more. */
export function seesOnlyAwards(caller: Origin, blocId = IN_NO_BLOC): boolean {
  return audienceOf(undefined, blocId, caller).sees('PAPERS') !== 'ALL';
}

/** What the caller may see of it; `undefined` where that is nothing: no award is known yet, and its papers are not the caller's. */
export function commendationSeenBy(
  caller: Origin,
  found: Stored<CommendationRow>,
): Answered<CommendationView> | undefined {
  const audience = audienceOfCommendation(found.row, caller);
  if (audience.sees('PAPERS') === 'ALL')
    return answered(found, (row) => audience.withFactsSeen(wholeView(row, caller)));
  if (!found.row.granted) return undefined;
  return answeredOpenly(found.row.visibility, audience, publicView(found.row));
}

function frameOf(row: CommendationRow): CommendationView {
  const { commendationId, blocId, year, status, title, form, grantor, recipients, named } = row;
  return {
    ...{ commendationId, status, grantor, recipients, named },
    isAward: status === 'DECIDED' || status === 'CONFERRED',
    conferments: row.conferments,
    revocations: row.revocations,
    ...defined({ title, decided: row.decided, achievement: row.registered?.value.achievement }),
    ...told({ blocId, year, form }),
  };
}

function wholeView(row: CommendationRow, caller: Origin): CommendationView {
  const { suspended, takenUp, registered, dossier, rejected, complaints, recoveries } = row;
  return {
    ...frameOf(row),
    ...{ suspended, dossier, recoveries },
    complaints: isSuperior(caller) ? complaints : complaints.map(unnamed),
    ...defined({ takenUp, registered, rejected }),
  };
}

/** Whoever sees the papers of every record. */
function isSuperior(caller: Origin): boolean {
  return !seesOnlyAwards(caller);
}

/** That something is pending and what became of it: who said what is for those who verify it (Law on Denunciations, Art. 8). */
function unnamed(complaint: Complaint): Complaint {
  const { lodged } = complaint;
  const { claims } = lodged;
  return {
    ...complaint,
    lodged: {
      ...withoutSender(lodged),
      ...(claims === undefined ? {} : { claims: claims.map(withoutSender) }),
    },
  };
}

type Lodged = Sourced<Complaint['lodged']['value']>;

function withoutSender({ value: { by: _, matter: __, ...value }, recording }: Lodged): Lodged {
  return { value, recording };
}

/** The award alone: not what went before it, nor what is pending. */
function publicView(row: CommendationRow): CommendationView {
  const view = frameOf(row);
  return view.decided === undefined ? view : { ...view, decided: alone(view.decided) };
}

/** The texts that say something. */
function told<Name extends string>(texts: Readonly<Record<Name, string>>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as Partial<Record<Name, string>>;
}
