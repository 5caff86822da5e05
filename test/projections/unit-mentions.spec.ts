import { describe, expect, it } from '@jest/globals';
import { unitMentions } from '../../projections/unit-mentions.projection.js';
import { UNIT_MENTIONS } from '../../read-models/unit-mentions/unit-mentions.js';
import { claimed } from '../support/given.js';
import { fold, historiesOf, recorded, type Told } from '../support/history.js';
import type { Event } from '../../src/kernel/event.js';
import { admitted, withdrawn } from '../support/mothers/blocs.js';
import { BLOC, BLOC_NAME, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { proposed } from '../support/mothers/voting.js';

const keys = (...facts: readonly Told<Event>[]) => [...fold(unitMentions, recorded(facts)).keys()].sort();

describe('the mentions of a unit', () => {
  it('are the blocs that admitted it, also those that it left', () => {
    expect(keys(admitted('son-la'), withdrawn('son-la', '2024-05-01'))).toEqual([`son-la/MEMBER/${BLOC}/`]);
  });

  it('are the years among whose members it is, with the name of the bloc in that year', () => {
    const history = historiesOf(unitMentions)(...year2024());
    expect(SEVEN.map((unitId) => history.row(UNIT_MENTIONS.keyOf(unitId, 'OF_YEAR', BLOC, '2024')))).toEqual(
      SEVEN.map((unitId) => ({ unitId, as: 'OF_YEAR', blocId: BLOC, year: '2024', blocName: BLOC_NAME })),
    );
    history.isTheSameToldAgain();
  });

  it('are the years in which something is proposed for it, by act or claim', () => {
    const proposal = proposed();
    const expected = proposal.data.nominees.map((unitId) => `${unitId}/PROPOSED/${BLOC}/2024`).sort();
    expect(keys(proposal)).toEqual(expected);
    expect(keys(proposal, claimed(proposal), proposal)).toEqual(expected);
  });
});
