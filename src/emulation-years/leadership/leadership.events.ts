import type { Event } from '../../kernel/event.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type { ElectionBasis, DesignationMethod } from './leadership.values.js';

/** Elections stand on the stream of the deciding year; `forYear` is the year they elect for. */
type ForYear = InYear & { forYear: string };
/** A source may know that a unit was chosen, and not which (H10). */
type Chosen = ForYear & { unitId?: string };
/** Which deputy of several (H14); a source may not know. */
type Ordered = { ordinal?: number };

export type HeadNominated = Event<'HeadNominated', ForYear & { unitId: string; by?: string }>;
export type DeputyNominated = Event<'DeputyNominated', ForYear & { unitId: string; by?: string } & Ordered>;
/** Bầu trưởng khối. By ballot or assent; the count may be unknown in a claim. */
export type HeadElected = Event<'HeadElected', Chosen & { basis: ElectionBasis }>;
export type DeputyElected = Event<'DeputyElected', Chosen & { basis: ElectionBasis } & Ordered>;
/** By a superior's decision, or in turn (H2): no election, no nomination. */
export type HeadDesignated = Event<
  'HeadDesignated',
  Chosen & { method: DesignationMethod; document?: ReferenceDocument }
>;
export type DeputyDesignated = Event<
  'DeputyDesignated',
  Chosen & { method: DesignationMethod; document?: ReferenceDocument } & Ordered
>;

export type LeadershipEvent =
  HeadNominated | DeputyNominated | HeadElected | DeputyElected | HeadDesignated | DeputyDesignated;
