import { breach, type Breach } from '../../kernel/decider.js';
import type { LocalDate } from '../../kernel/instant.js';
import { isMemberOn, nameOf, type YearFrame } from './year.fold.js';

/** R01 and wherever else only a member will do: the unit belongs to the bloc on that day. */
export function* memberOn(frame: YearFrame, unitId: string, day: LocalDate): Generator<Breach, void, void> {
  if (isMemberOn(frame, unitId, day)) return;
  yield breach('NOT_A_MEMBER', { unit: nameOf(frame, unitId), unitId, bloc: frame.blocName.vi, date: day });
}
