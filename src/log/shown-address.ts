/**
 * An address as logs and messages may show it: without user, password and options, any of which may be a secret. A password may hold any
 * sign, so everything up to the last `@` goes.
 */
export function shownAddress(url: string): string {
  return url.replace(/\/\/.*@/, '//').replace(/[?#].*$/, '');
}
