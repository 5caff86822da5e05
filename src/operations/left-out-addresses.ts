import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/**
 * What a name of this machine leads to besides the address that is listened at: Node takes the first alone. A remark for the operator, none
 * where there is no other, or the name cannot be asked.
 */
export async function leftOutAddresses(
  host: string,
  listening: string,
  addressesOf: (name: string) => Promise<readonly string[]> = allAddresses,
): Promise<string | undefined> {
  if (isIP(host) !== 0) return undefined;
  const others = (await addressesOf(host)).filter((address) => address !== listening);
  if (others.length === 0) return undefined;
  return `HOST=${host} is ${[listening, ...others].join(' and ')}: the service listens at ${listening} alone; name one address, or :: for all`;
}

async function allAddresses(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true }).catch(() => []);
  return [...new Set(found.map(({ address }) => address))];
}
