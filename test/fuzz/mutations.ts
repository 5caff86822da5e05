import fc from 'fast-check';
import type { Outgoing } from './seeded-service.js';

/** One change to a valid request. */
export type Mutation = Readonly<{ what: string; apply: (request: Outgoing) => Outgoing }>;

type Json = Record<string, unknown>;

/** Values that some field must refuse, as JSON text, since JSON.stringify cannot write all of them. */
const VALUES: readonly string[] = [
  ...['null', 'true', '0', '-1', '1.5', '1e400', '9007199254740993', '""', '" "', '[]', '{}', '[null]', '[[]]'],
  ...['"2024-02-30"', '"0000"', '"-0"', '"1/0"', '"NaN"', '"1e5"', '"UNKNOWN"', '"javascript:alert(1)"'],
  ...['"\\u0000"', '"a\\u0007b"', '"\\u202e"', '"\\ud800"', '"a\\udc00"', '"\\ufeff"', '"\\u0000\\ud800"'],
  ...[JSON.stringify('9'.repeat(400)), JSON.stringify('x'.repeat(30_000)), JSON.stringify('e\u0301'.repeat(50))],
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{}}}', `${'['.repeat(200)}${']'.repeat(200)}`],
  ...[JSON.stringify(Array.from({ length: 1000 }, () => 'a')), '{"kind":"UNIT"}', '{"kind":"constructor"}'],
];

/** Bodies that no operation accepts. */
const BODIES: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1e400',
  '{"a":1,}',
  '\ufeff{}',
  '{"__proto__":null}',
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'x' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'a b' },
  { 'idempotency-key': 'k'.repeat(129) },
  { 'if-match': '12' },
  { 'if-match': 'W/"1"' },
  { 'if-match': '"999999"' },
  { 'if-match': '"99999999999999999999"' },
  { 'accept-language': 'en;q=x,*;q=-1,,;' },
  { accept: 'image/png' },
  { traceparent: '00-zz' },
  { authorization: 'Bearer a.b.c' },
  { 'if-position': '\u00e9' },
  { 'if-none-match': '"' },
];

const SEGMENTS = ['A', '%00', '%ff', '%zz', '..', '-', 'a'.repeat(65), 'a'.repeat(300), '%e2%80%ae', 'constructor'];
const QUERIES = [
  ...['limit=0', 'limit=x', 'limit=1e9', 'limit=1&limit=2', 'cursor=%00', 'cursor=eyJrIjoxfQ', 'cursor=', 'cursor=a'],
  ...['asOf=2024-02-30', 'asOf=2024-03-01', 'by=never', 'unknown=1', '__proto__=1', 'atLeast=%ff', 'atLeast=zzzz'],
  ...['asOf=9999999999999999', 'kind=X', 'on=x', 'from=2024-13-01', 'order=sideways', 'a[b]=c', '%', '='],
];

/** Sent to every operation: a valid request, one from the future, one about an unknown id. */
export const usual: readonly Mutation[] = [
  mutation('nothing', (request) => request),
  mutation('in the future', (request) => withFields(request, { occurredOn: { date: '2999-01-01' } })),
  mutation('about an unknown id', (request) =>
    // A rulebook is begun by the command that publishes its first version: what commands name need not be unknown later.
    segmentReplaced(1, request.method === 'GET' ? 'chua-tung-co' : 'khong-co').apply(request),
  ),
];

/** Any mutation, weighted so that rules are broken as often as shapes. */
export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(mutation('nothing', (request) => request)) },
  {
    weight: 2,
    arbitrary: fc.constant(
      mutation('in the future', (request) => withFields(request, { occurredOn: { date: '2999-01-01' } })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(mutation('without a claim', (request) => withFields(request, { claim: undefined }))),
  },
  {
    weight: 1,
    arbitrary: fc.constant(mutation('an unknown field', (request) => withFields(request, { unknownField: 1 }))),
  },
  {
    weight: 10,
    arbitrary: fc.tuple(fc.nat(), fc.constantFrom(...VALUES)).map(([nth, value]) => fieldReplaced(nth, value)),
  },
  { weight: 2, arbitrary: fc.nat().map((nth) => fieldReplaced(nth, undefined)) },
  { weight: 1, arbitrary: fc.nat().map((nth) => fieldTwice(nth)) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...BODIES)
      .map((body) => mutation(`the body ${body}`, (request) => ({ ...request, body }))),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      mutation('bytes that are no UTF-8', (request) => ({
        ...request,
        body: Uint8Array.of(123, 34, 255, 254, 34, 125),
      })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(mutation('70 KiB', (request) => withFields(request, { title: 'x'.repeat(70_000) }))),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...HEADERS)
      .map((headers) => mutation(JSON.stringify(headers), (request) => withHeaders(request, headers))),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), fc.constantFrom(...SEGMENTS)).map(([nth, segment]) => segmentReplaced(nth, segment)),
  },
  { weight: 1, arbitrary: fc.nat().map((nth) => segmentReplaced(nth, 'khong-co')) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...QUERIES)
      .map((query) => mutation(`?${query}`, (request) => ({ ...request, path: asking(request.path, query) }))),
  },
);

function mutation(what: string, change: (request: Outgoing) => Outgoing): Mutation {
  return { what, apply: (request) => withoutBodyOfGet(change(request)) };
}

function withoutBodyOfGet({ body, ...request }: Outgoing): Outgoing {
  return request.method === 'GET' || body === undefined ? request : { ...request, body };
}

function withFields(request: Outgoing, more: Json): Outgoing {
  return { ...request, body: JSON.stringify({ ...bodyOf(request), ...more }) };
}

function withHeaders(request: Outgoing, headers: Readonly<Record<string, string>>): Outgoing {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function asking(path: string, query: string): string {
  return path.includes('?') ? `${path}&${query}` : `${path}?${query}`;
}

function bodyOf({ body }: Outgoing): Json {
  return typeof body === 'string' ? (JSON.parse(body) as Json) : {};
}

/** Replaces one field at any depth by that JSON text, or removes it. */
function fieldReplaced(nth: number, value: string | undefined): Mutation {
  return mutation(`field ${nth} is ${value ?? 'absent'}`, (request) => {
    const body = bodyOf(request);
    const places = placesIn(body);
    const place = places[nth % Math.max(1, places.length)];
    if (place === undefined) return request;
    if (value === undefined) delete place.of[place.name];
    else place.of[place.name] = MARK;
    return { ...request, body: JSON.stringify(body).replace(`"${MARK}"`, () => value ?? '') };
  });
}

/** The same field twice with different values: JSON allows it, and parsers differ. */
function fieldTwice(nth: number): Mutation {
  return mutation(`field ${nth} twice`, (request) => {
    const body = bodyOf(request);
    const names = Object.keys(body);
    const name = names[nth % Math.max(1, names.length)];
    if (name === undefined) return request;
    return { ...request, body: JSON.stringify(body).replace(/}$/, `,${JSON.stringify(name)}:7}`) };
  });
}

const MARK = 'the value goes here';

type Place = Readonly<{ of: Json; name: string }>;

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const of = value as Json;
  return Object.keys(of).flatMap((name) => [{ of, name }, ...placesIn(of[name])]);
}

function segmentReplaced(nth: number, segment: string): Mutation {
  return mutation(`segment ${nth} is ${segment}`, (request) => {
    const [address = '', query] = request.path.split('?');
    const segments = address.split('/');
    segments[1 + (nth % (segments.length - 1))] = segment;
    return { ...request, path: [segments.join('/'), query].filter((part) => part !== undefined).join('?') };
  });
}
