import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config.js';

type At = Pick<Config, 'host' | 'port'>;

/** By the code of the system, why the service cannot listen, by the setting, and what an operator can do about it. */
const REFUSALS: Readonly<Record<string, (at: At) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `PORT=${port} is taken: another process listens there (HOST=${host}). Stop that one, or set another PORT`,
  EACCES: ({ port }) =>
    `PORT=${port} is not for the user of this process: set one from 1024 on, or give it the right to listen there`,
  EADDRNOTAVAIL: ({ host }) =>
    `HOST=${host} is no address of this machine: set HOST to one that is, or to 0.0.0.0 or :: for all`,
  ENOTFOUND: ({ host }) => `HOST=${host} leads to no address: set HOST to a name or an address of this machine`,
  EAI_AGAIN: ({ host }) =>
    `HOST=${host} cannot be looked up now: set HOST to an address of this machine, or see to its resolver`,
};

/** Listens at HOST and PORT. @returns where. @throws Error that names the setting at fault and what would be right. */
export async function listenAt(app: Pick<NestFastifyApplication, 'listen' | 'getUrl'>, at: At): Promise<string> {
  try {
    await app.listen(at.port, at.host);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const refusal = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
    throw refusal === undefined ? error : new Error(refusal(at), { cause: error });
  }
  return app.getUrl();
}
