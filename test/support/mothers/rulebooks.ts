import { onDay } from '../../../src/kernel/partial-date.js';
import { DEFAULT_RULEBOOK } from '../../../src/rulebooks/default-rulebook.js';
import type { PublishRulebook } from '../../../src/rulebooks/rulebook.commands.js';
import type { RulebookPublished } from '../../../src/rulebooks/rulebook.events.js';
import { inWords } from '../../../src/rulebooks/rulebook.problems.js';
import { problemsOf } from '../../../src/rulebooks/rulebook.validation.js';
import type {
  Criterion,
  CriterionLine,
  LineRule,
  Rulebook,
  ScoringRules,
} from '../../../src/rulebooks/rulebook.values.js';

export const RULEBOOK = 'quy-che-mau';

export function publish(content: Rulebook = DEFAULT_RULEBOOK, day = '2024-01-02'): PublishRulebook {
  return { type: 'PublishRulebook', data: { rulebookId: RULEBOOK, occurredOn: onDay(day), content } };
}

export function published(
  version: number,
  content: Rulebook = DEFAULT_RULEBOOK,
  day = '2024-01-02',
): RulebookPublished {
  return { type: 'RulebookPublished', data: { rulebookId: RULEBOOK, occurredOn: onDay(day), content, version } };
}

/** The default rulebook with only these criteria, and without a tie key that names another. */
export function scoringBy(...criteria: readonly Criterion[]): Rulebook {
  return scoringWith({ criteria });
}

export function scoringWith(changes: Partial<ScoringRules>): Rulebook {
  return {
    ...DEFAULT_RULEBOOK,
    scoring: { ...DEFAULT_RULEBOOK.scoring, ...changes },
    ranking: { ...DEFAULT_RULEBOOK.ranking, tieKeys: [{ key: 'MORE_BONUS' }] },
  };
}

/** What keeps it from being published, in words. */
export function problemsIn(content: Rulebook, language: 'vi' | 'en' = 'en'): readonly string[] {
  return inWords(problemsOf(content), language);
}

/** A line of at most 10 points by that rule. */
export function line(rule: LineRule, changes: Partial<Omit<CriterionLine, keyof LineRule>> = {}): CriterionLine {
  return { id: 'dong', title: { vi: 'Dòng' }, max: '10', notApplicable: 'FORBIDDEN', ...changes, ...rule };
}

export function judged(id: string, max = '10'): CriterionLine {
  return line({ kind: 'JUDGED' }, { id, max });
}

/** Headings below headings, that many levels deep, including the line at the bottom. */
export function nested(levels: number): Criterion {
  let criterion: Criterion = judged('day');
  for (let level = 1; level < levels; level += 1) {
    criterion = { kind: 'GROUP', id: `muc-${level}`, title: { vi: 'Mục' }, children: [criterion] };
  }
  return criterion;
}
