import { evolveSteps } from '../../src/emulation-years/course/steps.fold.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { NOTHING_DONE, type StepsOnRecord } from '../../src/emulation-years/frame/steps.values.js';
import { type Fact, histories } from '../../src/kernel/decider.js';

/** The steps of a year by its acts alone and by all that is known, as the year's own decisions are compared with them. */
export const stepsHistories = histories<StepsOnRecord | undefined, EmulationYearEvent>({
  initial: undefined,
  evolve: stepsOfOpenedYear,
});

function stepsOfOpenedYear(
  known: StepsOnRecord | undefined,
  event: Fact<EmulationYearEvent>,
): StepsOnRecord | undefined {
  if (known !== undefined) return evolveSteps(known, event);
  return event.type === 'EmulationYearOpened' ? NOTHING_DONE : undefined;
}
