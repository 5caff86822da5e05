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
  const shown = (is: (deed: Deed) => boolean) => together(deeds.filter(is)).map((deed) => viewOf(deed, names));
  return {
    ...path,
    blocName,
    status,
    steps: steps.map((ahead) => ({ ...ahead, name: STEP_WORDS[ahead.step] })),
    yours: shown(({ yours, when }) => yours && when === 'NOW'),
    waitsFor: shown(({ yours, when, mayBeLeft }) => !yours && when === 'NOW' && mayBeLeft !== true),
    notYet: shown(({ when, mayBeLeft }) => when === 'NOT_YET' && mayBeLeft !== true),
  };
}

/** Deeds of one list. The same of several units is said once, also where the reason names each: then it names them together. */
function together(deeds: readonly Deed[]): readonly Deed[] {
  const groups = new Map<string, Deed>();
  for (const deed of deeds) {
    const { command, step, about, who, when, refusal } = deed;
    const { unit: _, unitId: __, ...facts } = refusal?.facts ?? {};
    const key = JSON.stringify([command, step, about, who, when, refusal?.code, facts]);
    const group = groups.get(key);
    groups.set(key, group === undefined ? deed : joined(group, deed));
  }
  return [...groups.values()];
}

function joined(one: Deed, other: Deed): Deed {
  const unitIds = [...one.unitIds, ...other.unitIds];
  if (one.refusal === undefined || other.refusal === undefined) return { ...one, unitIds };
  const facts = { ...one.refusal.facts };
  for (const name of ['unit', 'unitId']) {
    const named = [facts[name] ?? [], other.refusal.facts[name] ?? []].flat();
    if (named.length > 0) facts[name] = [...new Set(named.map(String))];
  }
  return { ...one, unitIds, refusal: { ...one.refusal, facts } };
}

function viewOf(deed: Deed, names: ReadonlyMap<string, string>) {
  const { command, step, about, who, unitIds, refusal } = deed;
  const messages = sentenceOf(
    deed,
    unitIds.map((unitId) => names.get(unitId) ?? unitId),
  );
  return { command, who, unitIds, messages, ...defined({ step, about, reason: refusal }) };
}
