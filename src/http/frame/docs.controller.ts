import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Fault } from '../problems/fault.js';
import { Public } from './access.js';

/** The page's files. The service serves them itself, so that the page works without the Internet. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};

const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Scripts come from our own files only; swagger-ui needs inline styles and icons in data URLs. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Thidua Ledger</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body>
<div id="ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/docs/json', dom_id: '#ui', deepLinking: true, persistAuthorization: true });\n`;

/** The page that shows the OpenAPI document. It has no inline script, so its policy need not allow any. */
@ApiExcludeController()
@Controller('docs')
export class DocsController {
  readonly #read = new Map<string, Promise<Buffer>>();

  @Get()
  @Public()
  page(@Res() reply: FastifyReply): void {
    const headers = { 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'no-referrer' };
    void reply.type('text/html; charset=utf-8').headers(headers).send(PAGE);
  }

  @Get('start.js')
  @Public()
  start(@Res() reply: FastifyReply): void {
    void reply.type('text/javascript').send(START);
  }

  @Get('assets/:file')
  @Public()
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (type === undefined) throw new Fault('NOT_FOUND');
    const content = this.#read.get(file) ?? readFile(join(FOLDER, file));
    this.#read.set(file, content);
    void reply
      .type(type)
      .header('cache-control', 'public, max-age=86400')
      .send(await content);
  }
}
