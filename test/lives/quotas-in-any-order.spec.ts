import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { exclusionFrom } from '../../src/emulation-years/scoring/scoring.fold.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { inYear } from '../support/mothers/seven-provinces.js';
import { must } from './checking.js';
import { Ledger } from './ledger.js';
import { lived, someMoves } from './lives.js';
import { exceeded, standing } from './quotas.js';
import { FORMS } from './rules.js';
import { sent, YEAR, type AnyCommand } from './turn.js';
import { membersOf, sizeOf, witnessed } from './witnesses.js';

const DAY = '2025-01-11' as LocalDate;

const ON = inYear(DAY);

/** More proposals than any bloc of the lives may make, without names, so that nothing but the quotas refuses them. */
const WANTED = FORMS.flatMap(({ id: form }, place) =>
  [1, 1, 2].map((count, nth): AnyCommand => {
    const of = { proposalId: `${form}-${nth}`, form, count: count + (place > 1 ? nth % 2 : 0), nominees: [] };
    return { type: 'ProposeCommendation', data: { ...ON, ...of, basis: { kind: 'NONE' } } };
  }),
);

describe('in any order of entry', () => {
  it('the same proposals never together exceed a share, tried in 1000 orders of 1000 blocs (D25)', () =>
    fc.assert(
      fc.property(someMoves, fc.shuffledSubarray(WANTED, { minLength: 4 }), (moves, wanted) => {
        const rules = { promoteNext: false, severalForms: true, decisionRequired: false, rollUp: false };
        const ledger = new Ledger(lived({ rules, adopts: true, moves }).ledger);
        for (const command of wanted) ledger.send(sent(command));
        const year = ledger.state(YEAR).acts;
        if (year === undefined) throw new Error('The year is open');
        const life = { plan: { rules, adopts: true, moves }, steps: [], log: ledger.log, ledger };
        const facts = witnessed(life).filter(({ fact }) => fact.metadata.mode.kind === 'ACT');
        const last = facts.findLast(({ fact }) => fact.type === 'CommendationProposed');
        if (last === undefined) return;
        const excluded = [...membersOf(last.copy, DAY)].filter((one) => exclusionFrom(year.scoring, one, 'AWARDS'));
        const base = { members: sizeOf(last.copy, DAY), excluded: excluded.length };
        const over = FORMS.flatMap(({ id }) => exceeded(standing(facts.map(({ fact }) => fact)), base, id));
        must(over.length === 0, `in this order there are ${over.join()}`, ledger.log);
      }),
      { numRuns: 1000 },
    ));
});
