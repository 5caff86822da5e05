import type { RouteOptions } from 'fastify';

type Route = Readonly<{ methods: readonly string[]; url: string; pattern: RegExp; declared: boolean }>;

/** Every registered route: whether its access was declared, and which methods an address takes. */
export class RouteTable {
  readonly #routes: Route[] = [];

  add({ method, url, config }: RouteOptions): void {
    this.#routes.push({
      methods: [method].flat(),
      url,
      pattern: new RegExp(
        `^${url
          .replace(/[.+?^$()[\]{}|\\]/g, '\\$&')
          .replace(/:[^/]+/g, '[^/]+')
          .replaceAll('*', '.*')}$`,
      ),
      declared: config?.access !== undefined,
    });
  }

  /** @throws Error naming each route without declared access: the service must not start with one. */
  assertAllDeclared(): void {
    const open = this.#routes
      .filter(({ declared }) => !declared)
      .map(({ methods, url }) => `${methods.join(',')} ${url}`);
    if (open.length === 0) return;
    throw new Error(`No access declared for ${open.join('; ')}: put @Sends, @Reads or @Public on the handler`);
  }

  /** The methods that the address takes; empty where there is nothing. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? url;
    return [...new Set(this.#routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))];
  }
}
