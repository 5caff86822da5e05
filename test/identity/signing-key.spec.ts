import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mintToken } from '../../src/cli/token.js';
import { readConfig } from '../../src/config.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { ownKeys, TokenVerifier } from '../../src/identity/token-verifier.js';

const TERMS = { issuer: 'thidua-ledger', audience: 'thidua-ledger' };

describe('the ledger’s own key', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'thidua-key-'));
    path = join(directory, 'data', 'signing-key.json');
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('is made at the first start, for its owner’s eyes only', async () => {
    await SigningKey.at(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is one key, though several ask for the first at once', async () => {
    const keys = await Promise.all([SigningKey.at(path), SigningKey.at(path), SigningKey.at(path)]);
    const again = await SigningKey.at(path);
    expect(keys.map(({ keyId }) => keyId)).toEqual([again.keyId, again.keyId, again.keyId]);
  });

  it('is not used once others can read it', async () => {
    await SigningKey.at(path);
    await chmod(path, 0o644);
    await expect(SigningKey.at(path)).rejects.toThrow('chmod 600');
  });

  it('is not replaced when the file holds something else', async () => {
    await SigningKey.at(path);
    await writeFile(path, '{}');
    await expect(SigningKey.at(path)).rejects.toThrow('holds no Ed25519 private key');
  });

  it('publishes nothing of its private part', async () => {
    expect(Object.keys((await SigningKey.at(path)).publicKey).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('mints on the command line what the service believes', async () => {
    const config = readConfig({ KEY_FILE: path });
    await SigningKey.at(path);
    const options = {
      role: 'representative',
      unit: 'dien-bien',
      name: 'Lo\u0300 Văn A',
      subject: 'lo-van-a',
      ttl: '1h',
    };
    const token = await mintToken(config, options);
    const verifier = new TokenVerifier(ownKeys((await SigningKey.at(path)).publicKey), TERMS);
    expect(await verifier.verify(token)).toEqual({
      subject: 'thidua-ledger|lo-van-a',
      name: 'Lò Văn A',
      role: 'representative',
      unitId: 'dien-bien',
    });
  });

  it.each([
    [{ role: 'king', ttl: '1h' }, '--role king is none'],
    [{ role: 'representative', ttl: '1h' }, 'add --unit'],
    [{ role: 'secretary', ttl: '1h' }, 'add --bloc'],
    [{ role: 'appraiser', bloc: 'cum-7-tinh', ttl: '1h' }, 'add --unit'],
    [{ role: 'appraiser', unit: 'dien-bien', ttl: '1h' }, 'add --bloc'],
    [{ role: 'secretary', bloc: 'cum-7-tinh', name: 'Trần Thị Huệ', ttl: '1h' }, 'add --subject'],
    [{ role: 'inspector', ttl: '1y' }, '--ttl 1y is none'],
    [{ role: 'inspector', ttl: '32d' }, '--ttl 32d is none'],
    [{ role: 'secretary', bloc: 'Cụm 7', ttl: '1h' }, '--bloc Cụm 7 is no id'],
  ])('is told what is wrong with %j', async (options, sentence) => {
    await expect(mintToken(readConfig({ KEY_FILE: path }), options)).rejects.toThrow(sentence);
  });
});
