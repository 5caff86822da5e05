import type { Recording, Standing } from '../read-models/recording.js';
import type { Recorded } from '../src/kernel/event.js';
import { dayInHanoi } from '../src/kernel/instant.js';
import { onDay, type PartialDate } from '../src/kernel/partial-date.js';

/** Where a value of this event comes from. */
export function recordingOf(event: Recorded): Recording {
  const { id, stream, revision, metadata } = event;
  const { mode, recordedAt, warnings } = metadata;
  const { occurredOn = onDay(dayInHanoi(recordedAt)) } = event.data as { occurredOn?: PartialDate };
  return {
    event: { id, stream, revision },
    occurredOn,
    recordedAt,
    mode: mode.kind,
    ...(mode.kind === 'CLAIM' ? { source: mode.source } : {}),
    warnings,
  };
}

/**
 * The value as it stands when this event tells of the same thing again. A later act replaces an act; a claim stands
 * beside an act or an earlier claim; an act stands before a claim.
 */
export function standing<Value extends object>(
  before: Standing<Value> | undefined,
  value: Value,
  event: Recorded,
): Standing<Value> {
  const told = { value, recording: recordingOf(event) };
  if (before === undefined) return told;
  const { claims = [], ...former } = before;
  if (told.recording.mode === 'CLAIM') return { ...former, claims: [...claims, told] };
  const beside = former.recording.mode === 'CLAIM' ? [former, ...claims] : claims;
  return beside.length === 0 ? told : { ...told, claims: beside };
}
