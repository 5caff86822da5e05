import { MOST_BESIDE, type Recording, type Current, type Sourced } from '../../read-models/recording.js';
import type { Recorded } from '../../src/kernel/event.js';
import { happenedOn } from '../../src/kernel/happened-on.js';
import { dayInHanoi } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';

/** Where a value of this event comes from. */
export function recordingOf(event: Recorded): Recording {
  const { id, stream, revision, metadata } = event;
  const { mode, recordedAt, warnings } = metadata;
  return {
    event: { id, stream, revision },
    occurredOn: happenedOn(event) ?? onDay(dayInHanoi(recordedAt)),
    recordedAt,
    mode: mode.kind,
    ...(mode.kind === 'CLAIM' ? { source: mode.source } : {}),
    warnings,
  };
}

/** The value as this event tells it. */
export function sourced<Value extends object>(value: Value, event: Recorded): Sourced<Value> {
  return { value, recording: recordingOf(event) };
}

/** Whether the later word is a claim about what an act has said: it stands beside it and changes nothing. */
export function outranks(known: Recording | undefined, later: Recording['mode']): boolean {
  return known?.mode === 'ACT' && later === 'CLAIM';
}

/**
 * The value as it stands when this event tells of the same thing again. A later act replaces an act; a claim stands
 * beside an act or an earlier claim; an act stands before a claim. Of what stands beside the last {@link MOST_BESIDE} are kept.
 */
export function currentVersion<Value extends object>(
  before: Current<Value> | undefined,
  value: Value,
  event: Recorded,
): Current<Value> {
  const now = sourced(value, event);
  if (before === undefined) return now;
  const { claims = [], ...former } = before;
  if (now.recording.mode === 'CLAIM') return { ...former, claims: [...claims, now].slice(-MOST_BESIDE) };
  const beside = former.recording.mode === 'CLAIM' ? [former, ...claims] : claims;
  return beside.length === 0 ? now : { ...now, claims: beside.slice(-MOST_BESIDE) };
}

/**
 * The value as it stands when this event changes it on purpose (a revised self-score, another appraisal): the later one
 * stands, also among claims. There the claim of another source stays beside; one of the same source was its earlier word.
 * Between a claim and an act it is as {@link currentVersion} says.
 */
export function renewed<Value extends object>(
  before: Current<Value> | undefined,
  value: Value,
  event: Recorded,
): Current<Value> {
  const now = sourced(value, event);
  if (before?.recording.mode !== 'CLAIM' || now.recording.mode !== 'CLAIM') return currentVersion(before, value, event);
  const { claims = [], ...former } = before;
  const beside = [...claims, former].filter(({ recording }) => !isSameSource(recording, now.recording));
  return beside.length === 0 ? now : { ...now, claims: beside.slice(-MOST_BESIDE) };
}

function isSameSource(a: Recording, b: Recording): boolean {
  return wordsOf(a) === wordsOf(b);
}

function wordsOf({ source }: Recording): string {
  return [source?.title, source?.publisher, source?.date, source?.url].join('\n');
}
