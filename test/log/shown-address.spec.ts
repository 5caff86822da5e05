import { describe, expect, it } from '@jest/globals';
import { shownAddress } from '../../src/log/shown-address.js';

describe('an address in the log', () => {
  it.each([
    ['esdb://ledger:mat-khau@node-1:2113,node-2:2113?tls=false', 'esdb://node-1:2113,node-2:2113'],
    ['esdb://ledger:mat@/:?khau@node-1:2113', 'esdb://node-1:2113'],
    ['mongodb+srv://u:mat/khau@db.vn/thidua?tlsCertificateKeyFilePassword=mat-khau', 'mongodb+srv://db.vn/thidua'],
    ['https://u:mat-khau@sso.vn/keys.json?token=mat-khau#mat-khau', 'https://sso.vn/keys.json'],
    ['sqlite:/var/lib/thidua/ledger.db', 'sqlite:/var/lib/thidua/ledger.db'],
    ['memory:', 'memory:'],
  ])('has no password and no option: %s', (url, shown) => {
    expect(shownAddress(url)).toBe(shown);
    expect(shownAddress(url)).not.toMatch(/mat|khau/);
  });
});
