import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../problems/fault.js';
import { Public } from './access.js';
import { StaticAnswer } from './static-answer.js';

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
  readonly #page = StaticAnswer.text(PAGE, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'referrer-policy': 'no-referrer',
  });
  readonly #start = StaticAnswer.text(START, { 'content-type': 'text/javascript' });
  readonly #assets = new Map<string, StaticAnswer>();

  @Get()
  @Public()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#page.send(request, reply);
  }

  @Get('start.js')
  @Public()
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#start.send(request, reply);
  }

  @Get('assets/:file')
  @Public()
  async asset(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (type === undefined) throw new Fault('NOT_FOUND');
    const asset = this.#assets.get(file) ?? (await assetOf(file, type));
    this.#assets.set(file, asset);
    await asset.send(request, reply);
  }
}

async function assetOf(file: string, type: string): Promise<StaticAnswer> {
  const headers = { 'content-type': type, 'cache-control': 'public, max-age=86400' };
  return new StaticAnswer(await readFile(join(FOLDER, file)), headers);
}
