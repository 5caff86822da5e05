import { runWriter } from '../../dist/src/log/sqlite/writer-loop.js';

// A writer that fails once its turn has begun, before it takes anything.
runWriter(() => {
  throw new Error('no work today');
});
