import { workerData } from 'node:worker_threads';
import { PROJECTIONS } from '../projections/all.js';
import { type Question, Replay, type ReplayAnswer } from '../projections/projector/replay.js';
import { answerBeside } from './beside/answer-beside.js';
import { openEventStore } from './log/open-event-store.js';
import { UnderstoodEventStore } from './log/understood-event-store.js';
import { SCHEMAS } from './slices.js';

// The entry of a thread that folds rows again as they were. It has its own reader of the log, whichever engine that is, so
// that reading, parsing and folding hold up no other request. A log that cannot be opened ends it.
const { eventStore } = workerData as Readonly<{ eventStore: string }>;
const events = new UnderstoodEventStore(await openEventStore(eventStore, { readOnly: true }), SCHEMAS);
const replay = new Replay(PROJECTIONS, events);

answerBeside<Question, ReplayAnswer>({
  answer: (question, signal) => replay.answer(question, signal),
  close: () => events.close(),
});
