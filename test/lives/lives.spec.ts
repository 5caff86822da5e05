import { OF_THEIR_DAY } from './bases-of-their-day.js';
import { ASKED_AND_TOLD } from './asked-and-told.js';
import { inEveryLife } from './checking.js';
import { CLAIMS_AND_ACTS } from './claims-and-acts.js';
import { KEYS_WITH_SCOPE } from './keys-with-scope.js';
import { NOTHING_STALE } from './stale-bases.js';
import { WITHIN_QUOTAS } from './quotas.js';
import { ACTS_IN_ORDER } from './acts-in-order.js';
import { NOTHING_VOID } from './void-decisions.js';
import { PAGES } from './pages.js';
import { CITATIONS } from './citations.js';
import { AS_PRINTED } from './as-printed.js';
import { BASIS_MARKS } from './basis-marks.js';
import { ELECTIONS } from './elections.js';
import { PERSONS } from './persons.js';
import { COURSE_OF_A_YEAR } from './steps-of-the-course.js';
import { OF_THEIR_TIME } from './names-and-publications.js';

inEveryLife({
  'who counts is of the day': OF_THEIR_DAY,
  'a key carries its scope': KEYS_WITH_SCOPE,
  'nothing rests on a stale basis': NOTHING_STALE,
  'proposals stay within their quotas': WITHIN_QUOTAS,
  'acts are the state and claims stand beside': CLAIMS_AND_ACTS,
  'acts follow in the order of their dates': ACTS_IN_ORDER,
  'what rests on a void decision is void': NOTHING_VOID,
  'a decision cites what carries it': CITATIONS,
  'a page says what the rule says': PAGES,
  'names and publications are of their time': OF_THEIR_TIME,
  'a proposal is marked where its basis changed': BASIS_MARKS,
  'elections give no more seats than there are': ELECTIONS,
  'steps and rulebook stand once they were begun': COURSE_OF_A_YEAR,
  'persons are who they are': PERSONS,
  'what a source prints stands beside': AS_PRINTED,
  'an event is a copy of what was asked': ASKED_AND_TOLD,
});
