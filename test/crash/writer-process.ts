import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Receipt } from '../../src/deciding/receipt.js';

/** A line of the writer: the key of a command and its receipt. */
export type Acknowledgement = Readonly<{ key: string; receipt: Receipt }>;

export type Exit = Readonly<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;

export type Writer = Readonly<{
  acknowledged: Acknowledgement[];
  /** Resolves once it has acknowledged that many commands, or has ended. */
  reached: (count: number) => Promise<void>;
  kill: () => void;
  exit: Promise<Exit>;
}>;

const ACKNOWLEDGED = 'ack ';

export function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Starts `writer.mjs` on the store, under the given command if there is one (`strace …`). */
export function startWriter(
  store: string,
  prefix: string,
  {
    most,
    under = [],
    together = false,
  }: Readonly<{ most?: number; under?: readonly string[]; together?: boolean }> = {},
): Writer {
  const line = [
    ...under,
    process.execPath,
    script('writer.mjs'),
    store,
    prefix,
    ...(most === undefined ? [] : [`${most}`]),
    ...(together ? ['together'] : []),
  ];
  const child = spawn(line[0] ?? process.execPath, line.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  const acknowledged: Acknowledgement[] = [];
  const waiting = new Set<() => void>();
  let unread = '';
  let stderr = '';
  let ended = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unread + text).split('\n');
    unread = lines.pop() ?? '';
    for (const said of lines.filter((one) => one.startsWith(ACKNOWLEDGED))) {
      acknowledged.push(JSON.parse(said.slice(ACKNOWLEDGED.length)) as Acknowledgement);
    }
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exit = new Promise<Exit>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      ended = true;
      for (const look of waiting) look();
      resolve({ code, signal, stderr });
    });
  });
  const reached = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (acknowledged.length < count && !ended) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { acknowledged, reached, kill: () => child.kill('SIGKILL'), exit };
}
