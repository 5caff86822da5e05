import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerBeside } from '../../dist/src/beside/answer-beside.js';

/** A thread of the tests: answers `echo`, works on until it is cancelled or, deaf, for ever, fails, or dies. */
answerBeside({
  answer: async ({ echo, until, fail, die, deaf }, signal) => {
    if (die) process.exit(1);
    if (fail) throw new RangeError(fail);
    if (deaf) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    const flag = until && new Int32Array(until);
    while (flag && Atomics.load(flag, 0) === 0) {
      signal.throwIfAborted();
      await nextTurn();
    }
    return { echo, cancelled: signal.aborted };
  },
  close: async () => undefined,
});
