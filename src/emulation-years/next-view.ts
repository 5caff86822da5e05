import { defined } from '../kernel/defined.js';
import { STEP_WORDS } from '../kernel/step-words.js';
import type { Deed, NextInYear } from './next.js';
import { sentenceOf } from './next-words.js';

/** What follows in the year as the caller reads it: what is the caller's to do, what others', and what must wait. */
export function nextViewOf(
  { status, blocName, members, steps, deeds }: NextInYear,
  path: Readonly<{ blocId: string; year: string }>,
) {
  const names = new Map(members.map(({ unitId, name }) => [unitId, name.vi]));
  const shown = (is: (deed: Deed) => boolean) => together(deeds.filter(is)).map((some) => viewOf(some, names));
  return {
    ...path,
    blocName,
    status,
    steps: steps.map((ahead) => ({ ...ahead, name: STEP_WORDS[ahead.step] })),
    yours: shown(({ yours, when }) => yours && when === 'NOW'),
    waitsFor: shown(({ yours, when }) => !yours && when === 'NOW'),
    notYet: shown(({ when }) => when === 'NOT_YET'),
  };
}

type Together = readonly [Deed, ...Deed[]];

/** The same of several units is said once. */
function together(deeds: readonly Deed[]): readonly Together[] {
  const groups = new Map<string, [Deed, ...Deed[]]>();
  for (const deed of deeds) {
    const key = JSON.stringify([deed.command, deed.step, deed.about, sentenceOf(deed, [])]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [deed]);
    else group.push(deed);
  }
  return [...groups.values()];
}

function viewOf(deeds: Together, names: ReadonlyMap<string, string>) {
  const [first] = deeds;
  const { command, step, about, who, refusal } = first;
  const unitIds = deeds.flatMap(({ unitId }) => unitId ?? []);
  const messages = sentenceOf(
    first,
    unitIds.map((unitId) => names.get(unitId) ?? unitId),
  );
  return { command, who, unitIds, messages, ...defined({ step, about, reason: refusal }) };
}
