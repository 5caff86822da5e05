import { describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { takeFiles } from '../../src/http/frame/files.js';

type Hook = (request: object, reply: object, payload: object, done: (error: Error | null) => void) => void;

function hookOf(): Hook {
  const hooks: Hook[] = [];
  const server = { addHook: (_: string, hook: Hook) => hooks.push(hook), addContentTypeParser: () => undefined };
  takeFiles(server as FastifyInstance & typeof server);
  const [hook] = hooks;
  if (hook === undefined) throw new Error('there is no hook');
  return hook;
}

describe('the places for files that are taken in', () => {
  const request = { routeOptions: { config: { access: { kind: 'IMPORTS' } } } };
  const asked = (hook: Hook, raw: object): Error | null => {
    let answer: Error | null = null;
    hook(request, { raw: { once: () => undefined, ...raw } }, {}, (error) => (answer = error));
    return answer;
  };

  it('are not held by who left before a place was given: nothing would tell that it is free', () => {
    const hook = hookOf();
    for (let gone = 0; gone < 10; gone += 1) expect(asked(hook, { destroyed: true })).not.toBeNull();
    for (let here = 0; here < 4; here += 1) expect(asked(hook, { destroyed: false })).toBeNull();
    expect(asked(hook, { destroyed: false })).not.toBeNull();
  });
});
