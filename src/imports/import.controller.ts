import { hash } from 'node:crypto';
import { Controller, Inject, Param, Post, HttpCode, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtension, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ledger } from '../deciding/ledger.js';
import { Imports } from '../http/frame/access.js';
import { FILE_TYPES } from '../http/frame/files.js';
import { problemsOf } from '../http/frame/problem-responses.js';
import { ReadRoute } from '../http/frame/read-route.js';
import { Fault, InvalidInput } from '../http/problems/fault.js';
import type { Actors } from '../identity/policy.js';
import { Unauthenticated } from '../identity/token-verifier.js';
import { sheetsBeside } from '../sheets/read-beside.js';
import type { ImportForm } from './form.js';
import { FORMS } from './forms.js';
import { FATES, ImportRun, type LineFate } from './import-run.js';
import { ImportFormView, ImportPath, ImportReportView, ImportRequest } from './import.dto.js';
import { linesIn } from './lines.js';
import { formViewOf, TEMPLATE } from './template.js';

/** Whose act each command is, handed in by who composes the service. */
export const ACTORS_OF_COMMANDS = Symbol('actors of commands');

/** So many files are read at once; each takes a thread. */
const AT_ONCE = 2;

const NOT_THIS_FILE = {
  vi: 'là của tệp khác: hãy chạy thử lại với tệp này rồi xác nhận theo kết quả đó',
  en: 'is of another file: run this one dry, and confirm what that answers',
};

/** Past years out of spreadsheets: each line becomes a claim of the caller, with the file and the cell as its source. */
@ApiTags('Import (nhập từ bảng tính)')
@Controller('imports')
export class ImportController {
  private inHand = 0;

  constructor(
    private readonly ledger: Ledger,
    @Inject(ACTORS_OF_COMMANDS) private readonly actors: Actors,
  ) {}

  @ReadRoute({
    path: ':sheetKind',
    what: 'OPEN',
    query: 'GetImportForm',
    summary: 'What a sheet of that kind has to look like; as .xlsx or .csv the template to fill in',
    type: ImportFormView,
    table: TEMPLATE,
  })
  form(@Param() { sheetKind }: ImportPath): ImportFormView {
    return formViewOf(formNamed(sheetKind));
  }

  @Post(':sheetKind')
  @HttpCode(200)
  @Imports(FORMS.flatMap(({ commands }) => commands))
  @ApiOperation({
    operationId: 'ImportSheet',
    summary: 'Reads a spreadsheet and tells what would become of each line; with `confirm` it is recorded',
    description:
      'Each line is a claim with the rights of the caller. The same line is recorded once, however often the file is sent. Sent by: council, secretary.',
  })
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ description: 'The file as it is', schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: ImportReportView, description: 'What became, or would become, of each line' })
  @ApiExtension('x-problems', problemsOf({ route: 'COMMAND', refusals: ['INVALID_INPUT', 'NOT_ENTITLED'] }))
  async import(
    @Param() { sheetKind: kind }: ImportPath,
    @Query() { file: name, confirm, ...answers }: ImportRequest,
    @Req() { body, caller, id }: FastifyRequest,
  ): Promise<ImportReportView> {
    if (caller === undefined) throw new Unauthenticated('none sent');
    if (!Buffer.isBuffer(body)) throw new Fault('UNSUPPORTED_MEDIA_TYPE');
    const sha256 = hash('sha256', body);
    if (confirm !== undefined && confirm !== sha256) {
      throw new InvalidInput([{ pointer: '/confirm', messages: NOT_THIS_FILE }]);
    }
    const form = formNamed(kind);
    const { ledger, actors } = this;
    const records = confirm !== undefined;
    const run = new ImportRun({ form, file: { name, sha256 }, records, caller, correlationId: id, ledger, actors });
    const lines = await this.inTurn(() => allOf(run.fates(linesIn(sheetsBeside(body), form, answers))));
    return { kind, file: { name, sha256, bytes: body.length }, confirmed: records, counts: countsOf(lines), lines };
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.inHand >= AT_ONCE) throw new Fault('OVERLOADED');
    this.inHand += 1;
    try {
      return await work();
    } finally {
      this.inHand -= 1;
    }
  }
}

function formNamed(kind: string): ImportForm {
  const form = FORMS.find((each) => each.kind === kind);
  if (form === undefined) throw new Fault('NOT_FOUND');
  return form;
}

async function allOf(fates: AsyncIterable<LineFate>): Promise<readonly LineFate[]> {
  const all: LineFate[] = [];
  for await (const fate of fates) all.push(fate);
  return all;
}

function countsOf(lines: readonly LineFate[]): ImportReportView['counts'] {
  const counts = new Map<string, number>();
  for (const { fate } of lines) counts.set(fate, (counts.get(fate) ?? 0) + 1);
  return FATES.map((fate) => ({ fate, lines: counts.get(fate) ?? 0 })).filter(({ lines: count }) => count > 0);
}
