import { describe, it } from '@jest/globals';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider } from '../../src/blocs/bloc.decider.js';
import { blocStream } from '../../src/blocs/bloc.events.js';
import type { Gathered } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { scenarios } from '../support/given.js';
import { admitted, established, onBloc } from '../support/mothers/blocs.js';
import { council, gathered } from '../support/mothers/origins.js';
import { standingOf } from '../support/mothers/units.js';

const OLD = 'cum-cu';
const DAY = '2025-07-01';
const given = scenarios(blocDecider, { origin: council });
const membersOf = (...members: readonly string[]): Gathered =>
  gathered('MembersOfBloc', blocStream(OLD), { blocId: OLD, members });
const active = (unitId: string): Gathered => standingOf(unitId);
const ended = (unitId: string, ...into: readonly string[]): Gathered =>
  standingOf(unitId, unitId, {
    endedOn: DAY as LocalDate,
    ...(into.length > 1 ? { successors: into } : { successor: into[0] ?? '' }),
  });
const takeOver = (without?: readonly string[]): BlocCommand => ({
  type: 'AdmitMembersOf',
  data: { ...onBloc(DAY), from: OLD, ...(without && { without }) },
});

describe('a bloc that is formed anew', () => {
  it('admits the members of the old one in one command, each once', () => {
    given(established)
      .knowing(membersOf('lao-cai', 'son-la'), active('lao-cai'), active('son-la'))
      .when(takeOver())
      .then(admitted('lao-cai', DAY), admitted('son-la', DAY));
  });

  it('admits in the place of a merged member the unit that goes on with its work, to the last, and passes by who is there', () => {
    given(established, admitted('lao-cai', '2025-01-01'))
      .knowing(
        membersOf('lao-cai', 'yen-bai', 'ha-giang', 'tuyen-quang'),
        active('lao-cai'),
        ended('yen-bai', 'lao-cai'),
        ended('ha-giang', 'ha-tuyen'),
        ended('ha-tuyen', 'tuyen-quang'),
        active('tuyen-quang'),
      )
      .when(takeOver())
      .then(admitted('tuyen-quang', DAY));
  });

  it('leaves out who is named, and takes no other name', () => {
    given(established)
      .knowing(membersOf('lao-cai', 'son-la'), active('lao-cai'), active('son-la'))
      .when(takeOver(['son-la']))
      .then(admitted('lao-cai', DAY));
    given(established)
      .knowing(membersOf('lao-cai'), active('lao-cai'))
      .when(takeOver(['cao-bang']))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'member', id: 'cao-bang', field: '/without/0' } });
  });

  it('does not choose among the parts of a divided member, nor admits one that ended without a successor (R40)', () => {
    const divided = [membersOf('so-cu'), ended('so-cu', 'so-a', 'so-b'), active('so-a'), active('so-b')];
    const facts = { unit: 'so-cu', unitId: 'so-cu', date: DAY };
    given(established)
      .knowing(...divided)
      .when(takeOver())
      .thenRefused({
        code: 'UNIT_NOT_ACTIVE',
        facts: { ...facts, successor: ['so-a', 'so-b'], heirs: ['so-a', 'so-b'] },
      });
    const gone = standingOf('so-cu', 'so-cu', { endedOn: DAY as LocalDate });
    given(established)
      .knowing(membersOf('so-cu'), gone)
      .when(takeOver())
      .thenRefused({ code: 'UNIT_NOT_ACTIVE', facts: { ...facts, successor: '–' } });
  });

  it('has someone to admit, from another bloc that there is', () => {
    given(established)
      .when(takeOver())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'bloc', id: OLD, field: '/from' } });
    given(established)
      .knowing(membersOf())
      .when(takeOver())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'member', id: OLD, field: '/from' } });
    given(established)
      .when({ type: 'AdmitMembersOf', data: { ...onBloc(DAY), from: onBloc(DAY).blocId } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/from' } });
  });
});
