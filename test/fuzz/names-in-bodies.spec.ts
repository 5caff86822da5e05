import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from './document.js';
import { MAKES } from './story.js';
import { KIND_WORDS } from '../../src/kernel/kind-words.js';
import { type Answered, type Outgoing, SeededService } from './seeded-service.js';

const NOWHERE = 'khong-co-that';
const NO_ADDRESS = 'khong-co-dia-chi';

type Json = Record<string, unknown>;
type Sent = Readonly<{ operation: string; what: string; answer: Answered }>;

/** 404 is said of addresses alone: what a body names and is not there is 422, so that nobody looks for a wrong address. */
describe('what does not exist', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });
  afterAll(() => seeded?.stop());

  async function eachSent(
    changed: (request: Outgoing, of: Operation) => readonly (readonly [string, Outgoing])[],
  ): Promise<readonly Sent[]> {
    const service = seeded ?? (await SeededService.start());
    const sent: Sent[] = [];
    for (const operation of service.operations.filter(({ method }) => method === 'POST')) {
      for (const nth of changed(service.inOrder(operation), operation).keys()) {
        const [what, request] = changed(service.inOrder(operation), operation)[nth] ?? [];
        if (what === undefined || request === undefined) continue;
        sent.push({ operation: operation.id, what, answer: await service.send(request) });
      }
    }
    return sent;
  }

  it('is 422 where the body names it, whichever field of whichever command, and names what there is', async () => {
    const sent = await eachSent((request, { id }) =>
      textsIn(JSON.parse(String(request.body)) as Json)
        .filter((pointer) => pointer !== `/${MAKES[id]}`)
        .map((pointer) => [pointer, withText(request, pointer)] as const),
    );
    expect(sent.length).toBeGreaterThan(150);
    expect(sent.filter(({ answer }) => answer.status === 404).map(inShort)).toEqual([]);
    const unknown = sent.filter(({ answer }) => String(answer.body['code']).startsWith('UNKNOWN_'));
    expect(unknown.filter(({ answer }) => answer.status !== 422).map(inShort)).toEqual([]);
    expect(new Set(unknown.map(({ answer }) => answer.body['code']))).toEqual(
      new Set(['UNKNOWN_UNIT', 'UNKNOWN_RULEBOOK', 'UNKNOWN_REFERENCE']),
    );
    const references = unknown.filter(({ answer }) => answer.body['code'] === 'UNKNOWN_REFERENCE');
    const kinds = new Set(references.map(({ answer }) => String(factsOf(answer)['kind'])));
    expect([...kinds].sort()).toEqual([...BY_BODY].sort());
    const listed = references.filter(({ answer }) => OF_THE_RULEBOOK.has(String(factsOf(answer)['kind'])));
    expect(listed.filter(({ answer }) => !Array.isArray(factsOf(answer)['allowed'])).map(inShort)).toEqual([]);
    expect(references.filter(({ answer }) => !saysTheWord(answer)).map(inShort)).toEqual([]);
  });

  it('is 404 where the address names it', async () => {
    const sent = await eachSent((request, { path }) =>
      [...path.split('/').entries()]
        .filter(([, segment]) => /^\{(session|ballot|assent|proposal|award|unit|bloc)Id\}$|^\{year\}$/.test(segment))
        .map(([place, segment]) => [segment, at(request, place, segment === '{year}' ? '1999' : NO_ADDRESS)] as const),
    );
    const unknown = sent.filter(({ answer }) => String(answer.body['code']).startsWith('UNKNOWN_'));
    const addressed = unknown.filter(({ answer }) => /khong-co-dia-chi|1999/.test(JSON.stringify(factsOf(answer))));
    expect(addressed.filter(({ answer }) => answer.status !== 404).map(inShort)).toEqual([]);
    expect(addressed.length).toBeGreaterThan(80);
    expect(sent.filter(({ answer }) => answer.status === 201).map(inShort)).toEqual([]);
  });
});

/** What the rulebook of the year lists, so that the answer lists it. */
const OF_THE_RULEBOOK = new Set(['criterion', 'option', 'form', 'ground', 'track', 'sub-period', 'group', 'exclusion']);

/** The kinds of things that the bodies of this record can name in vain. */
const BY_BODY = ['ballot', 'criterion', 'exclusion', 'form', 'ground', 'question', 'self-score', 'session', 'tie'];

const factsOf = ({ body }: Answered): Json => body['facts'] as Json;

function saysTheWord(answer: Answered): boolean {
  const { vi, en } = answer.body['messages'] as Readonly<{ vi: string; en: string }>;
  const words = KIND_WORDS[String(factsOf(answer)['kind']) as keyof typeof KIND_WORDS];
  return vi.includes(words.vi) && en.includes(words.en);
}

function inShort({ operation, what, answer: { status, body } }: Sent): string {
  return `${operation} ${what}: ${status} ${String(body['code'])} ${JSON.stringify(body['facts'])}`;
}

/** The pointers of all texts of the body, but for those about the source and the day. */
function textsIn(value: unknown, pointer = ''): readonly string[] {
  if (typeof value === 'string') return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !['claim', 'occurredOn', 'content'].includes(name))
    .flatMap(([name, inside]) => textsIn(inside, `${pointer}/${name}`));
}

function withText(request: Outgoing, pointer: string): Outgoing {
  const body = JSON.parse(String(request.body)) as Json;
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const of = names.reduce<Json>((inside, name) => inside[name] as Json, body);
  of[last] = NOWHERE;
  return { ...request, body: JSON.stringify(body) };
}

function at(request: Outgoing, place: number, segment: string): Outgoing {
  const segments = request.path.split('/');
  segments[place] = segment;
  return { ...request, path: segments.join('/') };
}
