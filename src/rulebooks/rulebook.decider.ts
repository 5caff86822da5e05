import { judge, refuse, type Circumstances, type Decider, type Deciding } from '../kernel/decider.js';
import { decideBy, type Decisions } from '../kernel/decisions.js';
import { mustHaveHappened } from '../kernel/happened.js';
import type { PublishRulebook, RulebookCommand } from './rulebook.commands.js';
import type { RulebookEvent } from './rulebook.events.js';
import { nextVersion, publishedVersions, type Published } from './rulebook.fold.js';
import { unusable } from './rulebook.problems.js';
import { problemsOf } from './rulebook.validation.js';

/** Publishes valid rulebooks only: what could fail later while scoring or voting is refused here (D12). */
export const rulebookDecider: Decider<RulebookCommand, Published, RulebookEvent> = {
  fold: publishedVersions,
  decide: (command, published) => judge(command.mode, decideBy(rulebookDecisions, command, published)),
};

/** What each command asks, and whose act it is. */
export const rulebookDecisions: Decisions<RulebookCommand, Published, RulebookEvent> = {
  PublishRulebook: { actor: 'RULE_GIVER', decide: publish },
};

function* publish({ data, now }: PublishRulebook & Circumstances, published: Published): Deciding<RulebookEvent> {
  yield* mustHaveHappened(data.occurredOn, now);
  const problems = problemsOf(data.content);
  if (problems.length > 0) yield* refuse('RULEBOOK_INVALID', unusable(problems));
  return [{ type: 'RulebookPublished', data: { ...data, version: nextVersion(published) } }];
}
