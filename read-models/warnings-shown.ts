import type { Warning } from '../src/kernel/event.js';
import type { Recording, WarningGiven } from './recording.js';

/**
 * The view with the warnings in it by code and rule alone, but for those whose facts may be seen: what a rule saw when an
 * open event was recorded may be the counts of a vote or figures of a card.
 */
export function withFacts<View>(view: View, areSeen: (event: Recording['event']) => boolean): View {
  const shown = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(shown);
    if (typeof part !== 'object' || part === null) return part;
    if (isRecording(part)) return areSeen(part.event) ? part : { ...part, warnings: part.warnings.map(withoutFacts) };
    if (isGiven(part)) return areSeen(part.event) ? part : { ...part, warning: withoutFacts(part.warning) };
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, shown(value)]));
  };
  return shown(view) as View;
}

function withoutFacts({ code, rule }: Warning): Warning {
  return { code, rule, facts: {} };
}

function isRecording(part: object): part is Recording {
  return 'event' in part && 'recordedAt' in part && 'warnings' in part;
}

function isGiven(part: object): part is WarningGiven {
  return 'event' in part && 'warning' in part;
}
