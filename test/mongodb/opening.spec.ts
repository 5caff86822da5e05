import { describe, expect, it } from '@jest/globals';
import { type OpeningOptions, openReadModelStore } from '../../read-models/open-read-model-store.js';
import { ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';

async function refusal(url: string, options: OpeningOptions = {}): Promise<string> {
  const refused: unknown = await openReadModelStore(url, () => undefined, options).then(
    (store) => store.close(),
    (error: unknown) => error,
  );
  if (!(refused instanceof Error)) throw new Error(`${url} was opened`);
  return refused.message;
}

describe('opening read models in MongoDB', () => {
  it('says where nobody answers and what to check, without the password', async () => {
    const message = await refusal('mongodb://ledger:p%40ss@127.0.0.1:1/thidua?tlsCertificateKeyFilePassword=geheim');
    expect(message).toMatch(/^READ_MODELS: mongodb:\/\/127\.0\.0\.1:1\/thidua does not let us in\. ".*ECONNREFUSED/);
    expect(message).toContain('check that the server runs there, its port');
    expect(message).not.toMatch(/ledger|p%40ss|geheim/);
  });

  it('that may be away at first tells it once, and each question that it cannot be asked, without the password', async () => {
    const told: string[] = [];
    const report = (problem: string, error: unknown): unknown => told.push(`${problem}: ${String(error)}`);
    const store = await openReadModelStore('mongodb://ledger:geheim@127.0.0.1:1/thidua', report, { mayBeAway: true });
    try {
      for (const ask of [() => store.find('units', 'a'), () => store.builds('units')]) {
        const error: unknown = await ask().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(ReadModelsUnavailable);
        told.push(String(error));
      }
    } finally {
      await store.close();
    }
    expect(told).toHaveLength(3);
    for (const words of told) {
      expect(words).toMatch(/READ_MODELS: mongodb:\/\/127\.0\.0\.1:1\/thidua does not let us in\. ".*ECONNREFUSED/);
      expect(words).not.toContain('geheim');
    }
  });

  it('asks for a database by name', async () => {
    for (const url of ['mongodb://u:secret@host', 'mongodb://u:secret@host/', 'mongodb://u:secret@host/?tls=true']) {
      expect(await refusal(url)).toMatch(
        /names no database: write mongodb:\/\/<host>\/<database> instead of mongodb:\/\/host/,
      );
      expect(await refusal(url)).not.toContain('secret');
    }
  });

  it.each(['mongodb://u:a@b@host/thidua', 'mongodb://u:a%@host/thidua?nonsense=c@d', 'mongodb:host/thidua'])(
    'refuses %s, which is no such URL, also where the server may be away, and does not repeat what may be a password',
    async (url) => {
      for (const mayBeAway of [false, true]) {
        const message = await refusal(url, { mayBeAway });
        expect(message).toMatch(/^READ_MODELS/);
        expect(message).not.toMatch(/a@b|a%|c@d/);
      }
    },
  );
});

describeOnMongodb('opening read models in MongoDB', () => {
  it('gives up within seconds when the server takes the connection and says nothing', async () => {
    const gate = await gateToMongodb();
    gate.hold(true);
    const message = await refusal(new TestDatabases().url(`127.0.0.1:${gate.port}`));
    await gate.shut();
    expect(message).toContain('does not let us in');
  });
});
