import { saysWhatWasAsked } from '../../src/deciding/testimony.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';

/** The first event of each decision, beside which its command is kept, is a copy of what was asked. */
function toldAsAsked({ steps, log }: Life): void {
  for (const { request, recorded } of steps) {
    const [first] = recorded;
    if (first === undefined) continue;
    must(
      saysWhatWasAsked(first.data, request.command.data),
      `${first.id} tells other than ${request.command.type}`,
      log,
    );
  }
}

export const ASKED_AND_TOLD: Properties = {
  'an event says what its command asked': toldAsAsked,
};
