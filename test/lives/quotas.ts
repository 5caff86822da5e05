import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import { exclusionFrom } from '../../src/emulation-years/scoring/scoring.fold.js';
import type { Histories } from '../../src/kernel/decider.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { FORMS } from './rules.js';
import { membersOf, sizeOf, witnessed, type Witnessed } from './witnesses.js';

type Standing = Readonly<{ form: string; count: number }>;

/** The proposals that stand after those facts, by the facts alone: not withdrawn, and not by what is void. */
export function standing(facts: readonly Witnessed['fact'][]): readonly Standing[] {
  const gone = new Set<string>();
  const decisions = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'ProposalWithdrawn') gone.add(fact.data.proposalId);
    if (fact.type === 'BallotVoided') decisions.add(fact.data.ballotId);
    if (fact.type === 'ObjectionRecorded') decisions.add(fact.data.assentId);
  }
  return facts.flatMap((fact) => {
    if (fact.type !== 'CommendationProposed') return [];
    const { proposalId, form, count = 1, basis } = fact.data;
    const cited = basis.kind === 'BALLOT' ? basis.ballotId : basis.kind === 'ASSENT' ? basis.assentId : '';
    return gone.has(proposalId) || decisions.has(cited) ? [] : [{ form, count }];
  });
}

type Base = Readonly<{ members: number; excluded: number }>;

/** How many each form may have at most, the forms in their order, by arithmetic of whole numbers. */
function most(place: number, proposed: readonly Standing[], { members, excluded }: Base): number {
  const { quota } = FORMS[place] ?? FORMS[0];
  if (quota?.kind === 'COUNT') return quota.count;
  const higher = FORMS.slice(0, place).map(({ id }) => id);
  if (quota?.base === 'NOT_EXCLUDED') return Math.floor((members - excluded) / 2);
  return Math.floor(Math.max(0, members - used(higher, proposed)) / 2);
}

function used(forms: readonly string[], proposed: readonly Standing[]): number {
  return proposed.filter(({ form }) => forms.includes(form)).reduce((sum, { count }) => sum + count, 0);
}

/** The forms that have more than they may, of those that a proposal for the first of them can have changed. */
export function exceeded(proposed: readonly Standing[], base: Base, changed: string): readonly string[] {
  const from = FORMS.findIndex(({ id }) => id === changed);
  return FORMS.flatMap(({ id, quota }, place) => {
    const isLower = place > from && quota?.kind === 'SHARE' && quota.base === 'REMAINING_AFTER_HIGHER';
    if (place !== from && !isLower) return [];
    const [has, may] = [used([id], proposed), most(place, proposed, base)];
    return has > may ? [`${id} ${has} of ${may}`] : [];
  });
}

function withinQuotas(life: Life): void {
  const states = new Map(life.steps.flatMap(({ before, recorded }) => recorded.map(({ id }) => [id, before] as const)));
  for (const { fact, before, copy, day } of witnessed(life)) {
    if (fact.type !== 'CommendationProposed' || fact.metadata.mode.kind === 'CLAIM') continue;
    const year = (states.get(fact.id) as Histories<EmulationYear | undefined> | undefined)?.acts;
    const excluded = [...membersOf(copy, day)].filter(
      (one) => year && exclusionFrom(year.scoring, one, 'AWARDS'),
    ).length;
    const over = exceeded(standing([...before, fact]), { members: sizeOf(copy, day), excluded }, fact.data.form);
    must(over.length === 0, `${fact.id} leaves ${over.join()}`, life.log);
  }
}

export const WITHIN_QUOTAS: Properties = {
  'no proposal leaves more for its form, or for a lower one, than the share of the members of its day (D25)':
    withinQuotas,
};
