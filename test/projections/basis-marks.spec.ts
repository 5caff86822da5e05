import { describe, expect, it } from '@jest/globals';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import type { ProposalRecipientNamed } from '../../src/emulation-years/conferral/conferral.events.js';
import type { Event } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';
import { excluded, proposed } from '../support/mothers/voting.js';

const history = historiesOf(proposals);

/** What the proposal is marked by. */
function marks(...facts: readonly Told<Event>[]): readonly string[] {
  const [proposal] = history(...year2024(), ...facts).row()?.proposals ?? [];
  return proposal?.changedUnder.map(({ mark }) => mark.value.what) ?? [];
}

describe('a proposal that was made here', () => {
  it('is marked by an act, whatever a source told of the same before', () => {
    expect(marks(proposed(), excluded('dien-bien'))).toEqual(['UNIT_EXCLUDED']);
    expect(marks(claimed(excluded('dien-bien')), proposed(), excluded('dien-bien'))).toEqual(['UNIT_EXCLUDED']);
  });

  it('is marked by what changes about whom an act names later, and not whom a claim names', () => {
    const byNumber = proposed({ count: 2, nominees: [] });
    const naming = { ...inYear('2025-03-22'), proposalId: 'de-nghi-1', unitId: 'son-la' };
    const named: ProposalRecipientNamed = { type: 'ProposalRecipientNamed', data: naming };
    const certificate = { ...byNumber, data: { ...byNumber.data, form: 'PM_CERTIFICATE' } };
    expect(marks(certificate, named, excluded('son-la'))).toEqual(['UNIT_EXCLUDED']);
    expect(marks(certificate, claimed(named), excluded('son-la'))).toEqual([]);
  });

  it('is not marked by what changed after a source told of it and before it was made', () => {
    expect(marks(claimed(proposed()), excluded('dien-bien'))).toEqual(['UNIT_EXCLUDED']);
    expect(marks(claimed(proposed()), excluded('dien-bien'), proposed())).toEqual([]);
  });
});
