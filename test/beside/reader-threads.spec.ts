import { afterEach, describe, expect, it } from '@jest/globals';
import { Crowded, ReaderThreads } from '../../src/beside/reader-threads.js';
import { StoreUnavailable } from '../../src/log/event-store.js';

type Request = Readonly<{ echo?: string; until?: SharedArrayBuffer; fail?: string; die?: boolean; deaf?: boolean }>;
type Reply = Readonly<{ echo?: string }>;

const ENTRY = new URL('./thread.mjs', import.meta.url);
const NEVER = new AbortController().signal;

/** Work in a thread that ends when the test says so. */
class Work {
  readonly until = new SharedArrayBuffer(4);

  end(): void {
    Atomics.store(new Int32Array(this.until), 0, 1);
  }
}

describe('threads that read beside', () => {
  let threads: ReaderThreads<Request, Reply>;
  const open = (count: number, room = { most: 8, mostOfOne: 8 }): ReaderThreads<Request, Reply> => {
    threads = new ReaderThreads<Request, Reply>({ entry: ENTRY, data: {}, threads: count, room });
    return threads;
  };
  const ask = (request: Request, caller = 'a', signal = NEVER): Promise<Reply> =>
    threads.ask(request, { caller, signal });

  afterEach(() => threads.close());

  it('answer as many at once as there are threads, and the callers by turns', async () => {
    open(1);
    const work = new Work();
    const done: string[] = [];
    const noted = async (request: Request, caller: string): Promise<void> => {
      done.push((await ask(request, caller)).echo ?? '');
    };
    const all = [
      noted({ until: work.until, echo: 'a1' }, 'a'),
      ...['a2', 'a3', 'b1', 'c1'].map((echo) => noted({ echo }, echo.charAt(0))),
    ];
    work.end();
    await Promise.all(all);
    // The first was in hand before the others came.
    expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  });

  it('refuse what would wait too long', async () => {
    open(1, { most: 2, mostOfOne: 1 });
    const work = new Work();
    const inHand = ask({ until: work.until });
    const waiting = ask({ echo: 'waits' });
    await expect(ask({ echo: 'too many of one' })).rejects.toThrow(Crowded);
    const other = ask({ echo: 'another caller' }, 'b');
    await expect(ask({ echo: 'too many' }, 'c')).rejects.toThrow(Crowded);
    work.end();
    await Promise.all([inHand, waiting, other]);
  });

  it('drop a request that is not wanted any more, waiting or in hand, and go on with the next', async () => {
    open(1);
    const [first, second] = [new AbortController(), new AbortController()];
    const inHand = ask({ until: new Work().until }, 'a', first.signal);
    const waiting = ask({ echo: 'never' }, 'a', second.signal);
    second.abort();
    await expect(waiting).rejects.toThrow('aborted');
    first.abort();
    await expect(inHand).rejects.toThrow('aborted');
    expect(await ask({ echo: 'next' })).toMatchObject({ echo: 'next' });
    await expect(ask({ echo: 'late' }, 'a', AbortSignal.abort())).rejects.toThrow('aborted');
  });

  it('let one request fail alone, with its reason', async () => {
    open(1);
    const failing = ask({ fail: 'no such model' });
    const next = ask({ echo: 'next' });
    await expect(failing).rejects.toThrow('no such model');
    expect(await next).toMatchObject({ echo: 'next' });
  });

  it('are replaced when one dies, and what it had in hand fails as a store that is away', async () => {
    open(1);
    const dying = ask({ die: true });
    const next = ask({ echo: 'next' });
    await expect(dying).rejects.toThrow(StoreUnavailable);
    expect(await next).toMatchObject({ echo: 'next' });
  });

  it('refuse what waits at once when they are closed, and still answer what is in hand', async () => {
    open(1);
    const work = new Work();
    const inHand = ask({ until: work.until, echo: 'in hand' });
    const waiting = ['a', 'b'].map((caller) => expect(ask({ echo: 'waits' }, caller)).rejects.toThrow(Crowded));
    const closed = threads.close();
    await Promise.all(waiting);
    await expect(ask({ echo: 'late' })).rejects.toThrow(Crowded);
    work.end();
    expect(await inHand).toMatchObject({ echo: 'in hand' });
    await closed;
  });

  it.each([
    ['goes on for ever', { until: new Work().until }],
    ['hears nothing', { deaf: true }],
  ])('end with what is in hand when that %s', async (_, request) => {
    open(1);
    const refused = expect(ask(request)).rejects.toThrow(Crowded);
    await threads.close();
    await refused;
  });
});
