import { breach, judge, type Circumstances, type Decider, type Deciding } from '../kernel/decider.js';
import { happened } from '../kernel/happened.js';
import type { RulebookCommand } from './rulebook.commands.js';
import type { RulebookEvent } from './rulebook.events.js';
import { nextVersion, publishedVersions, type Published } from './rulebook.fold.js';
import { problemsOf } from './rulebook.validation.js';

/** Publishes valid rulebooks only: what could fail later while scoring or voting is refused here (decision 12). */
export const rulebookDecider: Decider<RulebookCommand, Published, RulebookEvent> = {
  ...publishedVersions,
  decide: (command, published) => judge(command.mode, decideRulebook(command, published)),
};

function* decideRulebook(
  { data, now }: RulebookCommand & Circumstances,
  published: Published,
): Deciding<RulebookEvent> {
  yield* happened(data.occurredOn, now);
  const problems = problemsOf(data.content);
  if (problems.length > 0) yield breach('RULEBOOK_INVALID', { problems });
  return [{ type: 'RulebookPublished', data: { ...data, version: nextVersion(published) } }];
}
