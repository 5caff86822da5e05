import { describe, expect, it } from '@jest/globals';
import type { Event } from '../../src/kernel/event.js';
import type { Told } from '../support/history.js';
import { representativeOf, secretary } from '../support/mothers/origins.js';
import { agreed as contentAgreed, drafted, signed } from '../support/mothers/pledge.js';
import { computed, corrected, published } from '../support/mothers/ranking.js';
import { A3, agreed, appraised, submitted } from '../support/mothers/scoring.js';
import { inYear, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { conferred, proposed } from '../support/mothers/voting.js';
import { commands, nextAfter, opened } from '../support/next-in-year.js';

describe('what is next in a year that is closed', () => {
  it('is what may follow the close (decision 31): naming, withdrawal, publication, and the version that a correction asks for', async () => {
    const on = inYear('2024-03-20');
    const course = [
      ...[drafted(on), contentAgreed(on), ...SEVEN.map((unitId) => signed(on, unitId))],
      ...SEVEN.flatMap((unitId) => [submitted, appraised, agreed].map((fact) => fact(unitId, A3[unitId]))),
    ];
    const before = year2024().length + course.length;
    const agreedAt = (unitId: string) => before - 3 * SEVEN.length + 3 * SEVEN.indexOf(unitId) + 2;
    const sheets = computed().data.sheets.map((sheet) => ({ ...sheet, agreedAt: agreedAt(sheet.unitId) }));
    const closed: Told<Event> = {
      type: 'EmulationYearClosed',
      data: { ...inYear('2025-03-24'), done: ['SCORING'], skipped: [] },
    };
    const { type, data } = corrected('son-la', ['575.50', '285.00', '88.00']);
    const correction = { type, data: { ...data, ...inYear('2025-03-24') } };
    const byNumber = proposed({ count: 2, nominees: ['dien-bien'] });
    const awarded = conferred({ collectives: { count: 2, named: [] }, individuals: { count: 0, named: [] } });
    const offered = async (...facts: readonly Told<Event>[]) =>
      commands((await nextAfter(secretary(), ...opened, ...course, computed(A3, { sheets }), ...facts))?.yours);
    expect(await offered(byNumber, awarded, closed)).toEqual([
      ...['PublishResult', 'WithdrawProposal', 'NameProposalRecipient', 'NameAwardRecipient'],
    ]);
    const member = await nextAfter(representativeOf('son-la'), ...opened, ...course, byNumber, awarded, closed);
    expect(commands(member?.waitsFor)).toEqual(['NameProposalRecipient', 'NameAwardRecipient']);
    expect(await offered(awarded, published(), closed, correction)).toEqual(['ComputeRanking', 'NameAwardRecipient']);
    expect(await offered(awarded, published(), closed)).toEqual(['NameAwardRecipient']);
    const withdrawn = { ...inYear('2025-03-24'), proposalId: 'de-nghi-1', reason: 'Xin rút' };
    const left = await offered(published(), byNumber, closed, { type: 'ProposalWithdrawn', data: withdrawn });
    expect(left).toEqual(['ConferAward']);
  });
});
