import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Readiness } from '../../src/operations/readiness.js';
import type { Answer, Call } from '../support/service.js';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const ADDRESS = /answers at (\S+);/;

/** The service in a process of its own, as an operator starts it. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** Its log so far: a JSON object on each line. */
    readonly logged: string[],
  ) {}

  /** @throws Error with what it logged when it ends before it answers. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const env = { ...process.env, PORT: '0', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '0', ...environment };
    const child = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const logged: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(text));
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const address = ADDRESS.exec(said)?.[1];
        if (address !== undefined) resolve(address);
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`The service ended before it answered: ${logged.join('')}`)));
    });
    return new ServiceProcess(child, url, logged);
  }

  async readiness(): Promise<Readiness> {
    const response = await fetch(`${this.url}/health/ready`);
    return (await response.json()) as Readiness;
  }

  /** Whether it folds all read models itself. */
  async projects(): Promise<boolean> {
    const { readModels } = await this.readiness();
    return readModels.length > 0 && readModels.every(isFolded);
  }

  /** The names of the read models that it folds itself. */
  async folds(): Promise<readonly string[]> {
    return (await this.readiness()).readModels.filter(isFolded).map(({ model }) => model);
  }

  async post<Body = unknown>(path: string, { token, body, headers }: Call): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop. @returns its exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Lets it do nothing at all until it is woken. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  wake(): void {
    this.child.kill('SIGCONT');
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode;
  }
}

function isFolded({ state }: Readiness['readModels'][number]): boolean {
  return state === 'LIVE' || state === 'BUILDING';
}
