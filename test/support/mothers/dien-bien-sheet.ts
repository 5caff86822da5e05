import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type { ScoringCommand } from '../../../src/emulation-years/scoring/scoring.commands.js';
import { scoringDecisions } from '../../../src/emulation-years/scoring/scoring.decider.js';
import type { ScoringEvent } from '../../../src/emulation-years/scoring/scoring.events.js';
import type { LineInput, ReviewedLine } from '../../../src/emulation-years/scoring/scoring.values.js';
import type { Rulebook } from '../../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../given.js';
import { appraiserOf } from './origins.js';
import { agreed, appraised, HUNDREDS, marked, pledgedBy, submitted } from './scoring.js';
import { fullName, inYear, rulebook, year2024 } from './seven-provinces.js';

/** Sentences about scoring; by default the secretariat sends the commands. */
export const given = scenarios(partOfYear<ScoringCommand, ScoringEvent>(scoringDecisions), {
  origin: appraiserOf('lang-son'),
});
export const DIEN_BIEN = { unit: fullName('dien-bien'), unitId: 'dien-bien' };
export const of = { unitId: 'dien-bien', scope: {} };
/** Điện Biên's sheet, step by step. */
export const ready = [...year2024(), ...pledgedBy('dien-bien')];
export const handedIn = [...ready, submitted('dien-bien')];
export const reviewed = [...handedIn, appraised('dien-bien')];
export const done = [...reviewed, agreed('dien-bien')];

/** The year with other scoring rules. */
export const withRules = (changes: Partial<Rulebook['scoring']>): readonly EmulationYearEvent[] =>
  year2024({ scoring: { ...rulebook.scoring, ...changes } });

export function submit(lines: readonly LineInput[] = marked(HUNDREDS), day = '2025-02-10'): ScoringCommand {
  return { type: 'SubmitSelfScore', data: { ...inYear(day), ...of, lines } };
}
export function revise(lines: readonly LineInput[] = marked(HUNDREDS), day = '2025-02-10'): ScoringCommand {
  return { type: 'ReviseSelfScore', data: { ...inYear(day), ...of, lines } };
}
export function appraise(...lines: readonly ReviewedLine[]): ScoringCommand {
  return { type: 'AppraiseScore', data: { ...inYear('2025-03-10'), ...of, lines } };
}
export function agree(...lines: readonly ReviewedLine[]): ScoringCommand {
  return { type: 'AgreeScore', data: { ...inYear('2025-03-21'), ...of, lines } };
}
