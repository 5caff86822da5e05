import type { Party } from '../kernel/party.js';
import { distinct, problem, shareProblems, type Problems } from './rulebook.problems.js';
import type { CommendationForm, CommendationRules, Quota, Rulebook, ScoringGroup } from './rulebook.values.js';

/** Forms stand once, and their quotas can be counted. */
export function* commendationProblems(
  { forms }: CommendationRules,
  classes: Rulebook['classification'],
  groups: readonly ScoringGroup[],
): Problems {
  yield* distinct(
    forms.map(({ id }) => id),
    'commendations.forms',
  );
  for (const [index, form] of forms.entries()) {
    const at = `commendations.forms[${index}].quota`;
    yield* quotaProblems(form.quota, forms.slice(0, index), at);
    yield* namesProblems(form, `commendations.forms[${index}].names`);
    yield* criterionOfQuota(form.quota, classes, `${at}.classId`);
    if (form.nominee !== 'LEADING_A_GROUP' || groups.length > 0) continue;
    yield problem(
      `commendations.forms[${index}].nominee`,
      'LEADING_A_GROUP needs groups, and there are none',
      'LEADING_A_GROUP cần có nhóm, quy chế chưa chia nhóm nào',
    );
  }
}

/** Each issuer gives a form one name; the grantor of the form gives it its title. */
function* namesProblems({ names = [], grantor }: CommendationForm, at: string): Problems {
  yield* distinct([grantor, ...names.map(({ issuer }) => issuer)].map(inWordsOf), at);
}

/** A party as a problem names it. */
function inWordsOf(party: Party): string {
  switch (party.kind) {
    case 'UNIT':
      return party.unitId;
    case 'OFFICE':
      return [party.office, party.person, party.unitId].filter((part) => part !== undefined).join(', ');
    case 'BLOC':
      return party.blocId;
    case 'EXTERNAL':
      return party.name;
    case 'UNKNOWN':
      return '?';
  }
}

/** Forms are ordered from the highest: a quota of what remains after higher forms needs a higher form before it. */
function* quotaProblems(quota: Quota | undefined, higher: readonly CommendationForm[], path: string): Problems {
  if (quota?.kind !== 'SHARE') return;
  yield* shareProblems(quota.share, `${path}.share`);
  if (quota.base === 'REMAINING_AFTER_HIGHER' && higher.length === 0) {
    yield problem(
      `${path}.base`,
      'REMAINING_AFTER_HIGHER needs a higher form before it',
      'REMAINING_AFTER_HIGHER cần có hình thức cao hơn đứng trước',
    );
  }
}

/** A quota of those who meet a criterion names the class that says it, and no other quota names one. */
function* criterionOfQuota(quota: Quota | undefined, classes: Rulebook['classification'], at: string): Problems {
  if (quota?.kind !== 'SHARE') return;
  const { base, classId } = quota;
  if ((base === 'MEETING_CRITERION') !== (classId !== undefined)) {
    yield problem(
      at,
      'MEETING_CRITERION names a class, and no other base does',
      'MEETING_CRITERION phải nêu mức xếp loại, các cơ sở tính khác thì không',
    );
  } else if (classId !== undefined && !classes?.classes.some(({ id }) => id === classId)) {
    yield problem(at, `there is no class ${classId}`, `không có mức xếp loại ${classId}`);
  }
}
