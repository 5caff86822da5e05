import { describe, expect, it } from '@jest/globals';
import type { CouncilReviewCommand } from '../../src/council-reviews/council-review.commands.js';
import { councilReviewDecider } from '../../src/council-reviews/council-review.decider.js';
import type { CouncilReviewEvent } from '../../src/council-reviews/council-review.events.js';
import type { Reviewed } from '../../src/council-reviews/council-review.values.js';
import { councilReviewSlice } from '../../src/council-reviews/council-review.slice.js';
import { walk } from '../../src/deciding/gathering.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, scenarios } from '../support/given.js';
import { OF_PROPOSAL, proposalStanding } from '../support/mothers/commendations.js';
import { council, report, secretary } from '../support/mothers/origins.js';
import { standingOf } from '../support/mothers/units.js';

const given = scenarios(councilReviewDecider, { origin: council, gathered: [proposalStanding()] });

const ON = { councilReviewId: 'hop-2024', occurredOn: onDay('2025-03-20') };
const MINUTES = { number: '12/BB', date: onDay('2025-03-20') };
/** H11: 48 of 69, no names and no reasons. */
const POOL = { ...ON, forms: [{ form: 'CO', proposed: 69, agreed: 48 }], document: MINUTES };
const recorded = (changes: object = {}): CouncilReviewEvent => ({
  type: 'CouncilReviewRecorded',
  data: { ...POOL, ...changes },
});
const record = (changes: object = {}): CouncilReviewCommand => ({
  type: 'RecordCouncilReview',
  data: { ...POOL, ...changes },
});
const one = (name: string, outcome: Reviewed['outcome'] = 'AGREED'): Reviewed => ({ form: 'CO', outcome, name });
const naming = (named: Reviewed): CouncilReviewCommand => ({ type: 'NameReviewOutcome', data: { ...ON, named } });
const named = (of: Reviewed): CouncilReviewEvent => ({ type: 'ReviewOutcomeNamed', data: { ...ON, named: of } });
const mismatch = (count: number) =>
  ({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count } }) as const;

describe('a review of a pool', () => {
  it('tells of each form how many were proposed and agreed to: 48 of 69 (H11)', () => {
    given().when(record()).then(recorded());
  });

  it('as an act tells both numbers and cites its minutes, as a claim what its source does', () => {
    given()
      .when(record({ forms: [{ form: 'CO', agreed: 48 }] }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'recipients' } });
    given()
      .when(record({ document: undefined }))
      .thenRefused({ code: 'DOCUMENT_REQUIRED' });
    const forms = [{ form: 'CO' }];
    given().claiming(report).when(record({ forms })).then(recorded({ forms }));
  });

  it('adds up: no more agreed to than proposed, each form once, no more in favour than vote', () => {
    given()
      .claiming(report)
      .when(record({ forms: [{ form: 'CO', proposed: 48, agreed: 69 }] }))
      .thenRefused(mismatch(48));
    given()
      .when(record({ forms: [...POOL.forms, ...POOL.forms] }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/forms' } });
    given()
      .when(record({ forms: [{ form: 'CO', proposed: 69, agreed: 48, inFavour: 18, voters: 17 }] }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/forms/0/inFavour', why: 'IN_FAVOUR' } });
  });

  it('of which no form is told holds one of any form, one put off, and one agreed to in another form', () => {
    const forms = [{ proposed: 2, agreed: 1 }];
    given().claiming(report).when(record({ forms })).then(recorded({ forms }));
    given()
      .when(record({ forms }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'form' } });
    const other: Reviewed = { outcome: 'AGREED_OTHER_FORM', wording: 'Bằng khen', name: 'Sở Y tế' };
    given(recorded({ forms })).when(naming(other)).then(named(other));
    given(recorded({ forms }), named(other), named(one('Sở Xây dựng', 'DEFERRED')))
      .when(naming(one('Sở Tài chính')))
      .thenRefused(mismatch(2));
  });

  it('is recorded once, by the council, whose pool is no secretary’s own; an act after a claim of it', () => {
    given(recorded())
      .when(record())
      .thenRefused({
        code: 'ALREADY_EXISTS',
        facts: { kind: 'councilReview', id: 'hop-2024' },
      });
    given(claimed(recorded())).when(record()).then(recorded());
    given()
      .by(secretary())
      .claiming(report)
      .when(record())
      .thenRefused({ code: 'NOT_ENTITLED', facts: { role: 'secretary', command: 'RecordCouncilReview' } });
  });
});

describe('one of the pool', () => {
  it('may be named later, agreed to or not, and no reason is asked', () => {
    given(recorded())
      .when(naming(one('Sở Xây dựng')))
      .then(named(one('Sở Xây dựng')));
    given(recorded())
      .when(naming(one('Sở Y tế', 'NOT_AGREED')))
      .then(named(one('Sở Y tế', 'NOT_AGREED')));
  });

  it('is named once, and no more of an outcome than there are (R32)', () => {
    const small = recorded({ forms: [{ form: 'CO', proposed: 2, agreed: 1 }] });
    given(small, named(one('Sở Y tế')))
      .when(naming(one('sở y tế', 'NOT_AGREED')))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NAMED_TWICE' } });
    given(small, named(one('Sở Y tế')))
      .when(naming(one('Sở Xây dựng')))
      .thenRefused(mismatch(1));
    given(small, named(one('Sở Y tế')))
      .when(naming(one('Sở Xây dựng', 'NOT_AGREED')))
      .then(named(one('Sở Xây dựng', 'NOT_AGREED')));
  });

  it('is of a form of the pool, and of a proposal that its year knows', () => {
    const by = (proposalId: string): Reviewed => ({
      ...{ form: 'CO', outcome: 'AGREED' },
      proposal: { ...OF_PROPOSAL, proposalId },
    });
    given(recorded())
      .when(naming(by('co-chinh-phu')))
      .then(named(by('co-chinh-phu')));
    given(recorded())
      .when(naming(by('khong-co')))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'proposal', id: 'khong-co' } });
    given(recorded())
      .when(naming({ ...one('Sở Y tế'), form: 'BANG-KHEN' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'form', id: 'BANG-KHEN' } });
    given()
      .when(naming(one('Sở Y tế')))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'councilReview', id: 'hop-2024' } });
  });

  it('is told by its proposal, its unit or its name', () => {
    given(recorded())
      .when(naming({ form: 'CO', outcome: 'AGREED' }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/named' } });
  });
});

describe('whom a review names', () => {
  const walked = (command: CouncilReviewCommand): readonly string[] => {
    const streams = new Set<string>();
    const gathering = councilReviewSlice.gather(command, { mode: { kind: 'CLAIM', source: report }, origin: council });
    walk(gathering, ({ stream, fold }) => {
      streams.add(stream);
      return {
        state: fold.initial,
        revision: 'absent',
        recordedAt: undefined,
        decisions: new Map(),
        eventId: undefined,
      };
    });
    return [...streams];
  };
  const ofYears = (years: number) => {
    const proposals = Array.from({ length: years }, (_, nth) => ({ ...OF_PROPOSAL, year: `${1900 + nth}` }));
    return record({
      forms: [{ proposed: 300, agreed: 300 }],
      named: proposals.map((proposal) => ({ outcome: 'AGREED', proposal })),
    });
  };

  it('are proposals of 50 years of blocs at most: of more none is looked up', () => {
    expect(walked(ofYears(50))).toHaveLength(50);
    expect(walked(ofYears(51))).toHaveLength(0);
    given()
      .claiming(report)
      .when(ofYears(51))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/named', why: 'YEARS_OF_BLOCS' } });
  });

  it('are units that are on record', () => {
    const byUnit: Reviewed = { form: 'CO', outcome: 'AGREED', unitId: 'so-y-te' };
    expect(walked(naming(byUnit))).toEqual(['unit-so-y-te']);
    given(recorded())
      .when(naming(byUnit))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'so-y-te' } });
    given(recorded()).knowing(standingOf('so-y-te')).when(naming(byUnit)).then(named(byUnit));
    given()
      .when(record({ named: [byUnit] }))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'so-y-te' } });
  });
});
