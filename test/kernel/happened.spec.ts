import { describe, it, expect } from '@jest/globals';
import { mustHaveHappened } from '../../src/kernel/happened.js';
import { parseInstant, instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';

/** Late on 21 March in UTC, which is the morning of the 22nd in Hanoi. */
const NOW = parseInstant('2025-03-21T23:00:00Z') ?? instantOf(0);

describe('what is recorded', () => {
  it.each(['2025-03-22', '2025-03-21', '2025-03', '2025', '1999'])('may have happened on %s', (date) => {
    expect([...mustHaveHappened(onDay(date), NOW)]).toEqual([]);
  });

  it.each(['2025-03-23', '2025-04', '2026'])('cannot have happened on %s, which is still to come in Hanoi', (date) => {
    expect(mustHaveHappened(onDay(date), NOW).next()).toEqual({
      done: false,
      value: { breach: 'DATE_IN_FUTURE', facts: { date } },
    });
  });
});
