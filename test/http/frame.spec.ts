import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { Requested } from '../../src/deciding/request.js';
import type { Problem } from '../../src/http/problems/problem.js';
import { Probe, ProbeController } from './probe.js';

/** The answer of the probe: a problem, or the receipt with what the handler was given. */
type Said = Problem & Readonly<{ stream?: string; name?: string; requested?: Requested }>;
type Answered = Readonly<{ status: number; headers: Headers; problem: Said }>;

let probe: Probe;
let representative: Record<string, string>;

beforeAll(async () => {
  probe = await Probe.start();
  representative = await probe.as('representative');
});

afterAll(() => probe.stop());

async function answerOf(path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(`${probe.url}${path}`, init);
  return { status: response.status, headers: response.headers, problem: (await response.json()) as Said };
}

function send(body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  return sendText(JSON.stringify(body), headers);
}

function sendText(body: string, headers: Record<string, string> = {}): Promise<Answered> {
  const usual = { 'content-type': 'application/json', 'idempotency-key': 'k-1', ...representative };
  return answerOf('/probes', { method: 'POST', headers: { ...usual, ...headers }, body });
}

describe('a command that succeeds', () => {
  it('answers a receipt, its revision as ETag and the place of its first event as Location', async () => {
    const { status, headers, problem } = await send({ unitId: 'x', name: 'Lo\u0300' });
    expect([status, headers.get('etag')]).toEqual([201, '"12"']);
    expect(headers.get('location')).toBe('/audit/streams/probe/events/11');
    expect(problem).toMatchObject({ stream: 'probe', name: 'Lò' });
  });

  it('is given to the decision with who, how and in which trace', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { 'if-match': '"7"', traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    const { problem } = await send({ unitId: 'x' }, headers);
    expect(problem.requested).toEqual({
      origin: { subject: 'thidua-ledger|representative-1', name: 'Lò Văn A', role: 'representative', unitId: 'x' },
      mode: { kind: 'ACT' },
      idempotencyKey: 'k-1',
      ifMatch: 7,
      correlationId: trace,
      policy: 7,
      undated: true,
    });
  });

  it('is a claim when it names its source, and on behalf of a unit when it says so', async () => {
    const onBehalfOf = { unitId: 'y', person: { name: 'A' }, document: { number: '12/BB' } };
    const body = { unitId: 'x', claim: { source: { title: 'Báo Lào Cai' } }, onBehalfOf };
    const { problem } = await send(body, await probe.as('secretary'));
    expect(problem.requested).toMatchObject({
      mode: { kind: 'CLAIM', source: { title: 'Báo Lào Cai' } },
      origin: { onBehalfOf },
    });
  });
});

describe('a command', () => {
  it.each([[''], ['a b'], ['ký'], ['k'.repeat(129)]])('is refused with the idempotency key "%s"', async (key) => {
    const headers = key === 'ký' ? Buffer.from(key).toString('latin1') : key;
    const { status, problem } = await send({ unitId: 'x' }, { 'idempotency-key': headers });
    expect([status, problem.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });

  it.each(['7', 'W/"7"', '"-1"', '"abc"'])('is refused with If-Match: %s', async (ifMatch) => {
    const { status, problem } = await send({ unitId: 'x' }, { 'if-match': ifMatch });
    expect([status, problem.code]).toEqual([400, 'IF_MATCH_INVALID']);
  });

  it('tells who may not send it before it looks at the body', async () => {
    const { status, problem } = await send({ nonsense: true }, await probe.as('appraiser'));
    expect([status, problem.code, problem.rule]).toEqual([403, 'NOT_ENTITLED', 'IDENTITY']);
  });

  it('asks for a token before it reads a body that is none', async () => {
    const { status, problem } = await sendText('{', { authorization: '' });
    expect([status, problem.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('a body of the wrong shape', () => {
  const errorsOf = ({ status, problem }: Answered): unknown => [
    status,
    problem.code,
    problem.errors?.map((e) => e.pointer),
  ];

  it.each<[string, object, string[]]>([
    ['a field that there is none of', { unitId: 'x', power: 1 }, ['/power']],
    ['a field of the wrong type', { unitId: 7 }, ['/unitId']],
    ['a field that is missing', {}, ['/unitId']],
    ['null for a field that may be absent', { unitId: 'x', name: null }, ['/name']],
    ['a number out of range', { unitId: 'x', count: 10 }, ['/count']],
    ['a number that is not whole', { unitId: 'x', count: 1.5 }, ['/count']],
    ['a number as text', { unitId: 'x', count: '1' }, ['/count']],
    ['a day that is none', { unitId: 'x', day: '2025-02-29' }, ['/day']],
    ['a control character', { unitId: 'x', name: 'a\u0007b' }, ['/name']],
    ['a zero-width character', { unitId: 'x', name: 'a\u200bb' }, ['/name']],
    ['a lone surrogate', { unitId: 'x', name: 'a\ud800' }, ['/name']],
    ['text of blanks', { unitId: 'x', name: '  ' }, ['/name']],
    ['text that is too long', { unitId: 'x', name: 'a'.repeat(51) }, ['/name']],
    [
      'a list that is too long',
      { unitId: 'x', evidence: [{ title: 'a' }, { title: 'b' }, { title: 'c' }] },
      ['/evidence'],
    ],
    ['an object for a list', { unitId: 'x', evidence: { title: 'a' } }, ['/evidence']],
    ['an unknown kind', { unitId: 'x', grantor: { kind: 'KING' } }, ['/grantor']],
    ['a field of another kind', { unitId: 'x', grantor: { kind: 'UNKNOWN', unitId: 'y' } }, ['/grantor/unitId']],
    ['a name that objects have by nature', { unitId: 'x', grantor: { constructor: 1 } }, ['/grantor/constructor']],
    ['a list in place of an object', { unitId: 'x', evidence: [[]] }, ['/evidence']],
  ])('is refused for %s, by name', async (_, body, pointers) => {
    expect(errorsOf(await send(body))).toEqual([400, 'INVALID_INPUT', pointers]);
  });

  it('is refused for each wrong field at once, deep ones too', async () => {
    const body = { unitId: 'X', evidence: [{ title: 'a' }, { title: '', sha256: 'zz' }] };
    expect(errorsOf(await send(body))).toEqual([
      400,
      'INVALID_INPUT',
      ['/unitId', '/evidence/1/title', '/evidence/1/sha256'],
    ]);
  });

  it.each([
    ['vi', 'phải là một ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày)'],
    ['en-GB, vi;q=0.5', 'must be a real day, YYYY-MM-DD'],
  ])('is explained in the language asked for: %s', async (language, detail) => {
    const { problem } = await send({ unitId: 'x', day: 'hôm nay' }, { 'accept-language': language });
    expect(problem.errors?.map((error) => error.detail)).toEqual([detail]);
  });

  it('is refused by name also when only the decision sees what is wrong', async () => {
    expect(errorsOf(await send({ unitId: 'misshapen' }))).toEqual([400, 'INVALID_INPUT', ['/attendees/0/unitId']]);
  });

  it('is refused when it is nested without end', async () => {
    const depth = 10_000;
    const text = `{"unitId":"x","name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { status, problem } = await sendText(text);
    expect([status, problem.code]).toEqual([400, 'INVALID_INPUT']);
  });

  it.each(['toString', 'valueOf', 'hasOwnProperty', 'constructor', '__proto__', '__defineGetter__', 'isPrototypeOf'])(
    'is refused for the unknown field %s, deep ones too, though every object has it',
    async (name) => {
      const unknown = `"${name}":1`;
      const { problem } = await sendText(`{"unitId":"x",${unknown}}`);
      expect(problem.errors).toMatchObject([{ pointer: `/${name}`, messages: { vi: 'không có trường này' } }]);
      const deep = await sendText(`{"unitId":"x","evidence":[{"title":"a",${unknown}}]}`);
      expect(deep.problem.errors).toMatchObject([
        { pointer: `/evidence/0/${name}`, messages: { vi: 'không có trường này' } },
      ]);
    },
  );

  it('is refused for a zero below zero, which would be another number in the record', async () => {
    for (const zero of ['-0', '-0.0', '-0e7']) {
      expect(errorsOf(await sendText(`{"unitId":"x","count":${zero}}`))).toEqual([400, 'INVALID_INPUT', ['/count']]);
    }
  });

  it('names fifty faults, and says how many more there are', async () => {
    const names = Array.from({ length: 60 }, (_, nth) => `f${nth}`);
    const { problem } = await send({ unitId: 'x', ...Object.fromEntries(names.map((name) => [name, 1])) });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(names.slice(0, 50).map((name) => `/${name}`));
    expect(problem.moreErrors).toBe(10);
    expect((await send({ unitId: 'x', power: 1 })).problem.moreErrors).toBeUndefined();
  });

  it.each([
    ['a list far too long, of empty objects', () => `{"unitId":"x","evidence":[${'{},'.repeat(21_000)}{}]}`, 1],
    ['a list of numbers', () => `{"unitId":"x","evidence":[${'1,'.repeat(32_000)}1]}`, 1],
    ['unknown fields', () => `{"unitId":"x"${Array.from({ length: 5_000 }, (_, n) => `,"f${n}":1`).join('')}}`, 50],
    ['lists in unknown fields', () => `{"unitId":"x","f":[${'{},'.repeat(21_000)}{}]}`, 1],
  ])('is refused in few words for %s', async (_, text, errors) => {
    const answer = await sendText(text());
    expect([answer.status, answer.problem.errors?.length]).toEqual([400, errors]);
    expect(JSON.stringify(answer.problem).length).toBeLessThan(64 * 1024);
  });

  it.each([
    { manner: 'is no JSON', text: '{"unitId":', code: 'MALFORMED_REQUEST' },
    { manner: 'is empty', text: '', code: 'MALFORMED_REQUEST' },
    { manner: 'would change what objects are', text: '{"__proto__":{"a":1}}', code: 'INVALID_INPUT' },
    { manner: 'is a list', text: '[{"unitId":"x"}]', code: 'INVALID_INPUT' },
    { manner: 'is a number', text: '7', code: 'INVALID_INPUT' },
    { manner: 'is null', text: 'null', code: 'INVALID_INPUT' },
  ])('is refused when it $manner', async ({ text, code }) => {
    const { status, problem } = await sendText(text);
    expect([status, problem.code]).toEqual([400, code]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('is refused as %s', async (type) => {
    const { status, problem } = await sendText('unitId=x', { 'content-type': type });
    expect([status, problem.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('is refused when it is larger than 64 KiB, but for a rulebook', async () => {
    const body = JSON.stringify({ unitId: 'x', name: 'a'.repeat(65_536) });
    expect((await sendText(body)).problem.code).toBe('PAYLOAD_TOO_LARGE');
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k', ...(await probe.as('council')) };
    const rulebook = await answerOf('/probes/large', { method: 'POST', headers, body });
    expect([rulebook.status, rulebook.problem.code]).toEqual([400, 'INVALID_INPUT']);
    const larger = JSON.stringify({ unitId: 'x', name: 'a'.repeat(1_048_576) });
    expect((await answerOf('/probes/large', { method: 'POST', headers, body: larger })).status).toBe(413);
  });
});

describe('an error', () => {
  it('that is a refusal becomes a problem with its code, rule, facts and both languages', async () => {
    const { status, headers, problem } = await send({ unitId: 'signed' }, { 'accept-language': 'en' });
    expect([status, headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect({ ...problem, traceId: '' }).toEqual({
      type: '/docs/problems/ALREADY_SIGNED',
      title: 'Already signed',
      status: 409,
      detail: 'Điện Biên has already signed the 2025 pledge',
      code: 'ALREADY_SIGNED',
      rule: 'R02',
      messages: {
        vi: 'Đơn vị Điện Biên đã ký giao ước năm 2025',
        en: 'Điện Biên has already signed the 2025 pledge',
      },
      facts: { unit: 'Điện Biên', year: '2025' },
      traceId: '',
    });
  });

  it('has its title in the language of the answer, Vietnamese unless English is asked for', async () => {
    const titleIn = async (headers: Record<string, string>) =>
      (await send({ unitId: 'signed' }, headers)).problem.title;
    expect(await titleIn({ 'accept-language': 'vi' })).toBe('Đã ký giao ước');
    expect(await titleIn({})).toBe('Đã ký giao ước');
    expect(await titleIn({ 'accept-language': 'en-GB' })).toBe('Already signed');
    expect((await send({ unitId: 'broken' })).problem.title).toBe('Lỗi của hệ thống');
  });

  it.each([
    ['moved', 412, 'PRECONDITION_FAILED', null],
    ['unbegun', 412, 'NO_SUCH_REVISION', null],
    ['ahead', 412, 'NO_SUCH_REVISION', null],
    ['overloaded', 503, 'OVERLOADED', '1'],
    ['unavailable', 503, 'STORE_UNAVAILABLE', '5'],
    ['full', 503, 'STORE_FULL', '60'],
    ['refuses', 503, 'STORE_REFUSES', '60'],
    ['too-large', 413, 'TOO_LARGE_TO_STORE', null],
    ['implausible', 503, 'CLOCK_IMPLAUSIBLE', '60'],
    ['outcome-unknown', 503, 'OUTCOME_UNKNOWN', '5'],
    ['broken', 500, 'INTERNAL', null],
  ])('of the kind "%s" answers %i %s', async (unitId, status, code, retryAfter) => {
    const answer = await send({ unitId });
    expect([answer.status, answer.problem.code, answer.headers.get('retry-after')]).toEqual([status, code, retryAfter]);
  });

  it('that nobody foresaw gives nothing of the code away', async () => {
    const { problem } = await send({ unitId: 'broken' });
    expect(JSON.stringify(problem)).not.toMatch(/secret|TypeError|\.ts|\.js/);
  });
});

describe('a command with two handlers', () => {
  it('keeps the service from starting', async () => {
    class DoIt extends Command<string> {}
    @CommandHandler(DoIt)
    class FirstHandler {}
    @CommandHandler(DoIt)
    class SecondHandler {}
    await expect(Probe.start([], {}, [FirstHandler, SecondHandler])).rejects.toThrow(
      'DoIt has two handlers: FirstHandler and SecondHandler',
    );
  });
});

describe('too many requests', () => {
  it('of one bearer are refused with the time to wait, and not those of another', async () => {
    const limited = await Probe.start([ProbeController], { environment: { REQUESTS_PER_MINUTE: '2' } });
    try {
      const statuses = async (role: 'inspector' | 'council'): Promise<number[]> => {
        const headers = await limited.as(role);
        const responses = [1, 2, 3].map(() => fetch(`${limited.url}/probes`, { headers }));
        const answers = await Promise.all(responses);
        const waits = answers
          .filter(({ status }) => status === 429)
          .map(({ headers: answered }) => answered.get('retry-after'));
        expect(waits).toEqual([expect.stringMatching(/^[1-9]\d?$/)]);
        return answers.map(({ status }) => status).sort();
      };
      expect(await statuses('inspector')).toEqual([200, 200, 429]);
      expect(await statuses('council')).toEqual([200, 200, 429]);
    } finally {
      await limited.stop();
    }
  });
});
