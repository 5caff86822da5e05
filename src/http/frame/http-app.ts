import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import type { Actors } from '../../identity/policy.js';
import type { TokenVerifier } from '../../identity/token-verifier.js';
import { Outages } from '../problems/outages.js';
import { ProblemDetailsFilter } from '../problems/problem-details.filter.js';
import { validateRequests } from '../shapes/validation.js';
import { MOST } from '../../sheets/sheet.js';
import { refuseUnclearHeads } from './clear-heads.js';
import { boundConnections } from './connections.js';
import { allowOrigins } from './cross-origin.js';
import { keepDoor } from './door.js';
import { readJsonBodies } from './json.js';
import { NestLog } from './nest-log.js';
import { assertOneHandlerEach } from './one-handler-each.js';
import { serveDocs } from './openapi.js';
import { refuseUnclearQueries } from './plain-queries.js';
import { type Progress, readYourWrites } from './read-your-writes.js';
import { tagReceipts } from './receipt-headers.js';
import { RouteTable } from './route-table.js';
import { tagRows } from './row-tags.js';
import { answerInSheets } from './sheet-answers.js';
import { securityHeaders } from './security-headers.js';
import { guardServer, serverAdapter } from './server.js';
import { endConnectionsAtClose, refuseWhileStopping } from './stopping.js';
import { takeFiles } from './files.js';
import { TurnedAway } from './turned-away.js';
import { UnreadRequests } from './unread-requests.js';
import { rememberWhoAsks } from './who-asks.js';

export type FrameParts = Readonly<{
  config: Config;
  log: Logger;
  verifier: TokenVerifier;
  /** Whose act each command is. */
  actors: Actors;
  progress: Progress;
  /** Hooks that observe every request, such as metrics and traces. */
  observers?: readonly ((server: FastifyInstance) => void)[];
}>;

/**
 * The application of the module with limits, authentication, validation, problem details and documents. Ready to listen.
 * @throws Error when a route has no declared access, or a command more than one handler.
 */
export async function httpApp(
  module: DynamicModule | Type<unknown>,
  { config, log, verifier, actors, progress, observers = [] }: FrameParts,
): Promise<NestFastifyApplication> {
  const turnedAway = new TurnedAway(config.requestsPerMinute);
  const unread = new UnreadRequests(turnedAway);
  const adapter = serverAdapter(config, log, unread);
  const server = adapter.getInstance();
  const routes = new RouteTable();
  boundConnections(server, config.maxConnections);
  readJsonBodies(server);
  takeFiles(server);
  securityHeaders(server);
  refuseUnclearHeads(server, turnedAway);
  refuseWhileStopping(server);
  endConnectionsAtClose(server);
  for (const observe of observers) observe(server);
  await allowOrigins(server, config.corsOrigins, unread);
  const largeBodies = { SHEET: config.sheetBodyLimit, RULEBOOK: config.rulebookBodyLimit, FILE: MOST.bytes };
  keepDoor(server, { verifier, routes, actors, largeBodies, turnedAway });
  refuseUnclearQueries(server);
  answerInSheets(server);
  readYourWrites(server, progress);
  validateRequests(server);
  rememberWhoAsks(server);
  tagReceipts(server);
  tagRows(server);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  await guardServer(app, config);
  app.useGlobalFilters(new ProblemDetailsFilter({ routes, log, outages: new Outages(log) }));
  serveDocs(app, actors, log);
  await app.init();
  routes.assertAllDeclared();
  assertOneHandlerEach(app);
  return app;
}
