import { describe, expect, it } from '@jest/globals';
import { refuseDenouncer } from '../../src/commendations/complaint.controller.js';
import { CASE_KINDS } from '../../src/commendations/commendation.values.js';
import { InvalidInput } from '../../src/http/problems/fault.js';
import type { Party } from '../../src/kernel/party.js';

const SENDERS: readonly (readonly [by: Party | undefined, isNamed: boolean])[] = [
  [undefined, false],
  [{ kind: 'UNKNOWN' }, false],
  [{ kind: 'UNIT', unitId: 'lao-cai' }, false],
  [{ kind: 'BLOC', blocId: 'cum-7-tinh' }, false],
  [{ kind: 'OFFICE', office: 'Chánh Thanh tra tỉnh' }, false],
  [{ kind: 'OFFICE', office: 'Chánh Thanh tra tỉnh', person: 'Nguyễn Văn A' }, true],
  [{ kind: 'EXTERNAL', name: 'Nguyễn Văn A' }, true],
];

describe('a complaint', () => {
  const table = [...CASE_KINDS, undefined].flatMap((about) =>
    SENDERS.map(([by, isNamed]) => [about, by, isNamed && about === 'DENUNCIATION'] as const),
  );
  it.each(table)('about %s from %j is refused as one that names who denounces: %s', (about, by, isRefused) => {
    const lodge = () => refuseDenouncer({ ...(about && { about }), ...(by && { by }) });
    if (isRefused) expect(lodge).toThrow(InvalidInput);
    else expect(lodge).not.toThrow();
  });
});
