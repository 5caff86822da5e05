import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, truncateSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { announceMissing, canTrace } from './strace.js';

/** The calls by which a restore changes names, each of which is counted by itself. */
const NAMING = ['link,linkat', 'rename,renameat,renameat2', 'unlink,unlinkat'];

const unheard = (): void => undefined;

type Left = Readonly<{ code: number | null; guarded: boolean; holds: readonly string[] | string }>;

/** What a restore leaves that is killed at the nth of these calls: its exit code, whether the guard is there, and what an opening finds. */
async function killedAt(calls: string, nth: number, withCutWal: boolean): Promise<Left> {
  const folder = temporaryFolder();
  try {
    const [own, copy] = [folder.path('own.db'), folder.path('backup.db')];
    const path = withCutWal ? folder.path('left.db') : own;
    const store = await SqliteEventStore.open(own);
    await store.append('unit-a', 'absent', [noted('a')]);
    await backup(`sqlite:${own}`, copy, unheard);
    await store.append('unit-a', 0, [noted('b')]);
    if (withCutWal) for (const part of ['', '-wal', '.head']) copyFileSync(`${own}${part}`, `${path}${part}`);
    await store.close();
    if (withCutWal) truncateSync(`${path}-wal`, 40);
    const under = ['-f', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:signal=KILL:when=${nth}`];
    const { status: code } = spawnSync(
      'strace',
      [...under, process.execPath, 'dist/src/cli/main.js', 'restore', copy],
      {
        env: { ...process.env, EVENT_STORE: `sqlite:${path}` },
      },
    );
    const guarded = existsSync(`${path}.head`);
    const opened = async (): Promise<readonly string[] | string> => {
      try {
        const log = await SqliteEventStore.open(path);
        const texts = textsOf(await logOf(log, BEGINNING));
        await log.close();
        return texts;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const holds = await opened();
    expect([nth, restore(`sqlite:${path}`, copy, unheard)]).toEqual([nth, 0]);
    expect([nth, await opened()]).toEqual([nth, ['a']]);
    return { code, guarded, holds };
  } finally {
    folder.remove();
  }
}

describe('a restore that is killed', () => {
  if (!canTrace) {
    it.skip(announceMissing('that a killed restore leaves no ledger without its guard'), () => undefined);
    return;
  }

  it.each([false, true])(
    'at any change of a name leaves what stood there with its guard, or a refusal, or what was restored; with a cut WAL: %s',
    async (withCutWal) => {
      for (const calls of NAMING) {
        const found: Left[] = [];
        do found.push(await killedAt(calls, found.length + 1, withCutWal));
        while (found.at(-1)?.code !== 0);
        const wrong = found.filter(({ guarded, holds }) => {
          if (typeof holds === 'string') return !/restore a backup|restore <backup>/.test(holds);
          return holds.length === 2 ? !guarded : guarded;
        });
        expect([calls, wrong]).toEqual([calls, []]);
        expect(found.at(-1)).toEqual({ code: 0, guarded: false, holds: ['a'] });
        expect(found.length).toBeGreaterThan(1);
      }
    },
  );
});
