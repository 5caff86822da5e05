import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A script of this folder in its own process. It gets its task as a message and answers with one. */
export class Child<Answer> {
  private constructor(
    private readonly process: ChildProcess,
    readonly answer: Answer,
  ) {}

  /** @throws Error when the process ends without an answer; what it printed is on standard error. */
  static async start<Answer>(script: string, task: object): Promise<Child<Answer>> {
    const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with exit code ${String(code)} and without an answer`);
    });
    child.send(task);
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
    ended.catch(() => undefined);
    return new Child(child, answer);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Has it do something more, and waits for its answer. */
  async ask(more: object): Promise<void> {
    this.process.send(more);
    await once(this.process, 'message');
  }

  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

/** The task of this process, sent by its parent. */
export async function task<Task>(): Promise<Task> {
  const [message] = (await once(process, 'message')) as [Task];
  return message;
}

/** Answers the parent process. */
export function answer(value: object): void {
  process.send?.(value);
}
