import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';
import { CSV, XLSX } from './sheet-answers.js';

/** What a spreadsheet is sent as; what it is, its bytes say. */
export const FILE_TYPES = [XLSX, CSV, 'application/octet-stream'];

/** Takes spreadsheets as they are, on the routes that import, and nowhere else. */
export function takeFiles(server: FastifyInstance): void {
  server.addContentTypeParser<Buffer>(FILE_TYPES, { parseAs: 'buffer' }, ({ routeOptions }, bytes, done) => {
    if (routeOptions.config.access?.kind === 'IMPORTS') done(null, bytes);
    else done(new Fault('UNSUPPORTED_MEDIA_TYPE'));
  });
}
