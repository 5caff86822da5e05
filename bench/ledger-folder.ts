import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SigningKey } from '../src/identity/signing-key.js';
import { blocOf, UNITS } from './seed.js';

const TERMS = { issuer: 'thidua-ledger', audience: 'thidua-ledger', ttlSeconds: 6 * 3600 };

/** A temporary folder with the stores of one run. */
export class LedgerFolder {
  private constructor(readonly path: string) {}

  static async make(): Promise<LedgerFolder> {
    return new LedgerFolder(await mkdtemp(join(tmpdir(), 'thidua-bench-')));
  }

  get eventStore(): string {
    return `sqlite:${join(this.path, 'ledger.db')}`;
  }

  get readModels(): string {
    return `sqlite:${join(this.path, 'read-models.db')}`;
  }

  /** The usual settings of a service on these stores, without the limit of requests. */
  settings(role: 'all' | 'api'): Record<string, string> {
    return {
      EVENT_STORE: this.eventStore,
      READ_MODELS: this.readModels,
      KEY_FILE: this.keyFile,
      ROLE: role,
      PORT: '0',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '0',
    };
  }

  /** A token for each secretary and each representative. */
  async tokens(blocs: number): Promise<Readonly<{ secretaries: string[]; representatives: Record<string, string> }>> {
    const key = await SigningKey.at(this.keyFile);
    const secretaries: string[] = [];
    for (let number = 0; number < blocs; number += 1) {
      const bloc = blocOf(number);
      secretaries.push(
        await key.mint({ subject: `secretary-${bloc}`, name: 'Thư ký', role: 'secretary', bloc }, TERMS),
      );
    }
    const representatives: Record<string, string> = {};
    for (const unit of UNITS) {
      const claims = { subject: unit, name: `Đại diện ${unit}`, role: 'representative', unit } as const;
      representatives[unit] = await key.mint(claims, TERMS);
    }
    return { secretaries, representatives };
  }

  /** A token of the superior council. */
  async councilToken(): Promise<string> {
    const key = await SigningKey.at(this.keyFile);
    return key.mint({ subject: 'council', name: 'Hội đồng', role: 'council' }, TERMS);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }

  private get keyFile(): string {
    return join(this.path, 'signing-key.json');
  }
}
