import { describe, expect, it } from '@jest/globals';
import { traceParentOf } from '../../src/http/frame/trace-parent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('the trace that a caller is in', () => {
  it.each([
    [`00-${TRACE}-${SPAN}-00`, false],
    [`00-${TRACE}-${SPAN}-01`, true],
    [`00-${TRACE}-${SPAN}-02`, false],
    [`cc-${TRACE}-${SPAN}-ff`, true],
  ])('is read from %s, recorded: %s', (traceparent, sampled) => {
    expect(traceParentOf({ traceparent })).toEqual({ traceId: TRACE, spanId: SPAN, sampled });
  });

  it.each([
    ['without the header', undefined],
    ['of the version that is forbidden', `ff-${TRACE}-${SPAN}-01`],
    ['of no trace', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['of no span', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['in capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['cut short', `00-${TRACE}-${SPAN}`],
  ])('is none %s', (_, traceparent) => {
    expect(traceParentOf(traceparent === undefined ? {} : { traceparent })).toBeUndefined();
  });
});
