import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingCommand } from '../../src/emulation-years/ranking/ranking.commands.js';
import { rankingDecisions } from '../../src/emulation-years/ranking/ranking.decider.js';
import type { RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import { linesOf } from '../../src/emulation-years/scoring/criteria-table.js';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import { scoringDecisions } from '../../src/emulation-years/scoring/scoring.decider.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { anyRankingCommand, anyRules, anyScoringCommand, fitting, fullInputs } from '../support/any-scores.js';
import { partOfYear, scenarios, type Known } from '../support/given.js';
import { pledgedBy } from '../support/mothers/scoring.js';
import { inYear, members, opened, rulebook, year2024 } from '../support/mothers/seven-provinces.js';

const both = partOfYear<ScoringCommand | RankingCommand, ScoringEvent | RankingEvent>({
  ...scoringDecisions,
  ...rankingDecisions,
});
const given = scenarios(both);

/** What a careful sender makes of the command: only the fields that the table asks for. */
function fitted(command: ScoringCommand | RankingCommand, { criteria }: Rulebook['scoring']): typeof command {
  if (command.type !== 'SubmitSelfScore' && command.type !== 'ReviseSelfScore') return command;
  return { ...command, data: { ...command.data, lines: fitting(linesOf(criteria), command.data.lines) } };
}

/** The way to an agreement, for two units. */
function usual(lines: readonly LineInput[]): readonly { command: ScoringCommand; claim: boolean; careful: boolean }[] {
  return ['dien-bien', 'lao-cai'].flatMap((unitId) => {
    const about = { ...inYear('2025-03-21'), unitId, scope: {} };
    const commands: readonly ScoringCommand[] = [
      { type: 'SubmitSelfScore', data: { ...about, lines } },
      { type: 'AppraiseScore', data: { ...about, lines: [] } },
      { type: 'AgreeScore', data: { ...about, lines: [] } },
    ];
    return commands.map((command) => ({ command, claim: false, careful: true }));
  });
}

const step = fc.record({
  command: fc.oneof({ weight: 4, arbitrary: anyScoringCommand }, anyRankingCommand),
  claim: fc.boolean(),
  careful: fc.boolean(),
});

describe('any sequence of scoring and ranking commands', () => {
  it('is decided without a throw, the same way twice, and never changes what is agreed but by a correction', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyRules, fullInputs, fc.array(step, { maxLength: 12 }), (scoring, inputs, anything) => {
        const steps = [...usual(inputs), ...anything];
        const tieKeys = [{ key: 'HEAD_DECIDES' } as const, { key: 'WOMEN_SHARE' } as const];
        const history: Known<EmulationYearEvent>[] = [
          opened('2024', {
            members: members.filter(({ unitId }) => /lao-cai|dien-bien/.test(unitId)),
          }),
          ...year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys } }).slice(1),
          ...pledgedBy('dien-bien', 'lao-cai'),
        ];
        for (const { command: sent, claim, careful } of steps) {
          const command = careful ? fitted(sent, scoring) : sent;
          const now = claim ? given(...history).claiming() : given(...history);
          const { decision } = now.when(command);
          expect(now.when(command).decision).toEqual(decision);
          if (!decision.accepted) continue;
          decision.events.forEach(({ type }) => seen.add(type));
          history.push(...decision.events.map((event) => (claim ? { claim: event } : event)));
        }
        const agreements = history.filter((known) => 'type' in known && known.type === 'ScoreAgreed');
        expect(agreements.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining(['SelfScoreSubmitted', 'ScoreAppraised', 'ScoreAgreed', 'RankingComputed']),
    );
  });
});
