import type { Standing, Told } from '../read-models/recording.js';
import type { Recorded } from '../src/kernel/event.js';
import { recordingOf, standing } from './recording.js';

/** The value as this event tells it. */
export function told<Value extends object>(value: Value, event: Recorded): Told<Value> {
  return { value, recording: recordingOf(event) };
}

/**
 * The value as it stands when this event changes it on purpose (a revised self-score, another appraisal): the later one
 * stands, also among claims. Between a claim and an act it is as {@link standing} says.
 */
export function renewed<Value extends object>(
  before: Standing<Value> | undefined,
  value: Value,
  event: Recorded,
): Standing<Value> {
  const amongClaims = event.metadata.mode.kind === 'CLAIM' && before?.recording.mode === 'CLAIM';
  if (!amongClaims) return standing(before, value, event);
  return before.claims === undefined ? told(value, event) : { ...told(value, event), claims: before.claims };
}
