import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Logger } from 'pino';
import type { Actors } from '../../identity/policy.js';
import { ProblemBody } from '../problems/problem.dto.js';
import { described } from './described.js';
import { NestLog } from './nest-log.js';
import { StaticAnswer } from './static-answer.js';

const DESCRIPTION = `The system of record for emulation blocs (khối, cụm thi đua).

Every command is a POST with an Idempotency-Key and answers a receipt; every no is an RFC 9457 problem with a stable code,
in Vietnamese or English as Accept-Language asks. A query with \`?atLeast=\` the position of a receipt shows what was written.
A command body may carry \`claim\` (a fact of the past entered from a source) or \`onBehalfOf\` (a paper of a unit).`;

/**
 * Serves the document at /docs/json; the page that shows it is in docs.controller.ts. `log` is what the application writes to.
 * @throws Error naming two classes of one name: a document that tells of other answers than are given is worse than no start.
 */
export function serveDocs(app: NestFastifyApplication, actors: Actors, log: Logger): void {
  const outline = new DocumentBuilder()
    .setTitle('Thidua Ledger')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = strictly(app, log, () => SwaggerModule.createDocument(app, outline, { extraModels: [ProblemBody] }));
  const answer = StaticAnswer.text(JSON.stringify(described(document, actors)), {
    'content-type': 'application/json; charset=utf-8',
  });
  const server = app.getHttpAdapter().getInstance();
  server.get('/docs/json', { config: { access: { kind: 'PUBLIC' } } }, (request, reply) => answer.send(request, reply));
}

function strictly<T>(app: NestFastifyApplication, log: Logger, work: () => T): T {
  app.useLogger(new StrictLog(log));
  try {
    return work();
  } finally {
    app.useLogger(new NestLog(log));
  }
}

/** Of two classes of one name the library describes the last, and only warns. */
class StrictLog extends NestLog {
  override warn(message: unknown): never {
    throw new Error(String(message));
  }
}
