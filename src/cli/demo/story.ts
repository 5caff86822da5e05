import type { TokenClaims } from '../../identity/signing-key.js';
import type { Source } from '../../kernel/event.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import type { LocalizedText } from '../../kernel/text.js';

/** A text in both languages. */
export type Words = Required<LocalizedText>;

/** One request of a story: who sends what to which resource. */
export type Request = Readonly<{ by: TokenClaims; path: string; body: Readonly<Record<string, unknown>> }>;

/** One event of the story: its words, and its requests, which are all recorded or all refused with the same code. */
export type Step = Readonly<{
  says: Words;
  sends: readonly Request[];
  refused?: RefusalCode;
  /** What no report states and the story made up: shown as [SYN]. */
  invented?: Words;
}>;

export type Chapter = Readonly<{ id: string; title: Words; steps: readonly Step[] }>;

/** A real case, step by step, in the order in which it can be played. */
export type Story = Readonly<{
  /** Absent where it is not of a bloc. */
  blocId?: string;
  title: Words;
  /** Where the facts were published. */
  source: Source;
  chapters: readonly Chapter[];
}>;

/** The year of a bloc. */
export type BlocStory = Story & Readonly<{ blocId: string }>;

/** Makes claims of what a report tells, and of when it was so. */
export function toldBy(by: TokenClaims, source: Source): (path: string, date: string, body: object) => Request {
  return (path, date, body) => ({ by, path, body: { ...onDay(date), ...body, claim: { source } } });
}

/** The day something happened, as commands carry it. */
export function onDay(date: string): Readonly<{ occurredOn: Readonly<{ date: string }> }> {
  return { occurredOn: { date } };
}

export const INVENTED_DAY: Words = { vi: 'ngày', en: 'day' };

/** The chapters of the story up to and including that one. @throws RangeError when no chapter has that id. */
export function upTo({ chapters }: Story, id: string): readonly Chapter[] {
  const last = chapters.findIndex((chapter) => chapter.id === id);
  if (last < 0) throw new RangeError(`The story has no chapter ${id}`);
  return chapters.slice(0, last + 1);
}

/** A chapter without its refused steps: the history that it leaves. */
export function recordedIn(chapter: Chapter): Chapter {
  return { ...chapter, steps: chapter.steps.filter(({ refused }) => refused === undefined) };
}

/**
 * The same facts entered later from a report: every request is a claim with its source. One person who may enter claims
 * sends all of them, instead of the units themselves.
 */
export function claimed({ steps, ...chapter }: Chapter, by: TokenClaims, source: Source): Chapter {
  return {
    ...chapter,
    steps: steps.map((step) => ({
      ...step,
      sends: step.sends.map(({ path, body: { onBehalfOf: _, ...body } }) => {
        return { by, path, body: { ...body, claim: { source } } };
      }),
    })),
  };
}
