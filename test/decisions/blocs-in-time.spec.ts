import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider } from '../../src/blocs/bloc.decider.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import { type Bloc } from '../../src/blocs/bloc.fold.js';
import { standingOfBloc } from '../../src/blocs/bloc.standing.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { beginsBy, covers } from '../../src/kernel/partial-date.js';
import { claimed, folded, scenarios, type Known } from '../support/given.js';
import {
  flagHolderOn,
  admitted,
  decidedFor2025,
  established,
  firstLeadership,
  flagHandedOver,
  handOverDuty,
  onBloc,
} from '../support/mothers/blocs.js';
import { council } from '../support/mothers/origins.js';
import { allStanding, unitStanding } from '../support/mothers/seven-provinces.js';

const standings = [...allStanding, unitStanding('yen-bai')];
const given = scenarios(blocDecider, { origin: council, gathered: [...standings, decidedFor2025('cao-bang')] });
const day = (text: string): LocalDate => text as LocalDate;

function bloc(...history: readonly Known<BlocEvent>[]): Bloc {
  const { known } = folded(blocDecider, history);
  if (known === undefined) throw new Error('The bloc was never established');
  return known;
}

describe('a bloc in time', () => {
  const units = fc.constantFrom('lao-cai', 'cao-bang', 'dien-bien', 'yen-bai');
  const days = fc
    .integer({ min: 0, max: 400 })
    .map((n) => day(new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)));
  const commands: fc.Arbitrary<BlocCommand> = fc.oneof(
    fc
      .tuple(units, days)
      .map(([unitId, on]): BlocCommand => ({ type: 'AdmitMember', data: admitted(unitId, on).data })),
    fc.tuple(units, days).map(([unitId, on]): BlocCommand => ({
      type: 'WithdrawMember',
      data: { ...onBloc(on), unitId, reason: 'Sắp xếp' },
    })),
    fc.tuple(units, units, days).map(([from, to, on]): BlocCommand => ({
      type: 'HandOverFlag',
      data: flagHandedOver(from, to, onBloc(on)).data,
    })),
    fc.tuple(units, units, days).map(([from, to, on]) => handOverDuty(from, to, on)),
    days.map((on): BlocCommand => ({ type: 'EstablishFirstLeadership', data: firstLeadership(onBloc(on)).data })),
  );
  const sent = fc.array(fc.record({ command: commands, claim: fc.boolean() }), { maxLength: 25 });

  function play(requests: readonly { command: BlocCommand; claim: boolean }[]): readonly Known<BlocEvent>[] {
    const history: Known<BlocEvent>[] = [established, admitted('lao-cai'), admitted('cao-bang')];
    for (const { command, claim } of requests) {
      const before = given(...history)
        .by(council)
        .knowing(...standings, decidedFor2025('cao-bang'));
      const { decision } = (claim ? before.claiming() : before).when(command);
      if (decision.accepted) history.push(...(claim ? decision.events.map(claimed) : decision.events));
    }
    return history;
  }

  it('never counts a member twice, whatever acts and claims say', () => {
    fc.assert(
      fc.property(sent, days, (requests, on) => {
        const { members } = standingOfBloc(bloc(...play(requests)), on);
        const then = members.filter(({ membership }) => covers(membership, on)).map(({ unitId }) => unitId);
        expect(then).toEqual([...new Set(then)]);
        for (const { membership } of members)
          expect(membership.to === undefined || beginsBy(membership, membership.to)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has one holder of the flag and one acting head on every day since the first was named', () => {
    fc.assert(
      fc.property(sent, days, (requests, on) => {
        const history = play(requests);
        const { acts } = folded(blocDecider, history);
        const first = history.findIndex((event) => 'type' in event && event.type === 'FirstLeadershipEstablished');
        if (acts === undefined || first < 0) return;
        const [begun] = acts.flag;
        expect(begun !== undefined && begun.from <= on).toBe(flagHolderOn(acts, on) !== undefined);
        acts.flag.forEach(({ from, value }, place) => {
          const next = acts.flag[place + 1];
          if (next === undefined || next.from > from) expect(flagHolderOn(acts, from)).toBe(value);
        });
        expect(acts.duty.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('passes the flag by acts only from who holds it: each giver is the receiver before', () => {
    fc.assert(
      fc.property(sent, (requests) => {
        const acts = play(requests).filter((event): event is BlocEvent => 'type' in event);
        let holder: string | undefined;
        for (const { type, data } of acts) {
          if (type === 'FirstLeadershipEstablished') holder = data.flagHolder;
          if (type !== 'RotatingFlagHandedOver') continue;
          expect(data.from).toBe(holder);
          holder = data.to;
        }
      }),
      { numRuns: 300 },
    );
  });
});
