import { describe, expect, it } from '@jest/globals';
import type { PledgeCommand } from '../../src/emulation-years/pledge/pledge.commands.js';
import { pledgeDecisions } from '../../src/emulation-years/pledge/pledge.decider.js';
import type { PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import type { Signatory } from '../../src/emulation-years/pledge/pledge.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { unitHistories } from '../../src/units/unit.fold.js';
import { standingOfUnit } from '../../src/units/unit.standing.js';
import type { OfficeHolder } from '../../src/units/unit.values.js';
import { folded, partOfYear, scenarios } from '../support/given.js';
import { agreedYear, chairman, on, signed, signing } from '../support/mothers/pledge.js';
import { fullName, unitStanding } from '../support/mothers/seven-provinces.js';
import { registered } from '../support/mothers/units.js';

const given = scenarios(partOfYear<PledgeCommand, PledgeEvent>(pledgeDecisions));
const ON = on('2025-04-02');
const { name } = chairman;

describe('where a unit has registered who holds which office (D33)', () => {
  const holding = (...officeHolders: readonly OfficeHolder[]) =>
    given(...agreedYear).knowing(unitStanding('ha-giang', { officeHolders }));

  it.each<[string, OfficeHolder, Signatory]>([
    ['in that office', { name, officeCode: 'CHAIRMAN' }, chairman],
    ['however the name is spelt', { name: name.toUpperCase(), officeCode: 'CHAIRMAN' }, chairman],
    ['in an office that was not told', { name }, chairman],
  ])('one of them signs, %s', (_, holder, signatory) =>
    holding({ name: 'Lê Văn C', officeCode: 'VICE_CHAIRMAN' }, holder)
      .when(signing(ON, 'ha-giang', signatory))
      .then({ ...signed(ON, 'ha-giang'), data: { ...signed(ON, 'ha-giang').data, signatory } }),
  );

  it.each<[string, OfficeHolder]>([
    ['another person', { name: 'Lê Văn C', officeCode: 'CHAIRMAN' }],
    ['who holds another office', { name, officeCode: 'VICE_CHAIRMAN' }],
  ])('%s is refused, and of a claim it is warned', (_, holder) => {
    const facts = { person: name, registered: [holder.name], unit: fullName('ha-giang'), unitId: 'ha-giang' };
    holding(holder).when(signing(ON, 'ha-giang')).thenRefused({ code: 'SIGNATORY_NOT_AUTHORISED', facts });
    holding(holder)
      .claiming()
      .when(signing(ON, 'ha-giang'))
      .thenWarns([{ code: 'SIGNATORY_NOT_AUTHORISED', facts }], signed(ON, 'ha-giang'));
  });

  it('nothing is held against a signatory of whom a claim tells nothing', () =>
    holding({ name: 'Lê Văn C', officeCode: 'CHAIRMAN' })
      .claiming()
      .when(signing(ON, 'ha-giang', {}))
      .then({ ...signed(ON, 'ha-giang'), data: { ...signed(ON, 'ha-giang').data, signatory: {} } }));
});

describe('where it has not', () => {
  it('the office as declared is taken', () =>
    given(...agreedYear)
      .knowing(unitStanding('ha-giang'))
      .when(signing(ON, 'ha-giang'))
      .then(signed(ON, 'ha-giang')));
});

describe('who holds an office', () => {
  const of = { unitId: registered().data.unitId, person: { name }, officeCode: 'CHAIRMAN' };
  const { acts } = folded({ fold: unitHistories }, [
    registered(),
    { type: 'RepresentativeAppointed', data: { ...of, occurredOn: { date: '2024-01-01' } } },
    { type: 'RepresentativeRelieved', data: { ...of, occurredOn: { date: '2025-04-02' } } },
  ]);

  it.each<[string, readonly OfficeHolder[] | undefined]>([
    ['2023-12-31', undefined],
    ['2024-01-01', [{ name, officeCode: 'CHAIRMAN' }]],
    ['2025-04-01', [{ name, officeCode: 'CHAIRMAN' }]],
    ['2025-04-02', undefined],
  ])('is of the day: %s', (day, holders) =>
    expect(acts && standingOfUnit(acts, day as LocalDate).officeHolders).toEqual(holders),
  );
});
