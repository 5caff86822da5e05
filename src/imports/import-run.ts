import { hash } from 'node:crypto';
import { Refused } from '../deciding/decision.js';
import type { Ledger } from '../deciding/ledger.js';
import type { DecideRequest } from '../deciding/request.js';
import { refusedManner } from '../http/frame/access.js';
import { dataOf, requested } from '../http/frame/command-request.js';
import { InvalidInput } from '../http/problems/fault.js';
import type { Words } from '../http/problems/words.js';
import type { CommandBody } from '../http/shapes/shapes.dto.js';
import { validatedAs } from '../http/shapes/validation.js';
import type { Actors } from '../identity/policy.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { Origin } from '../kernel/event.js';
import { messageOf, type Refusal } from '../kernel/refusal.js';
import type { AnyEntry, ImportForm, Sending } from './form.js';
import type { Line } from './read-form.js';

/**
 * What became of a line. WOULD_RECORD: in a dry run; UNCHANGED: recorded before, in the same words; REPEATED: stands twice in the file;
 * ASKED: something has to be said first, of it or of a line that may belong to it; WRONG: cannot be read, or contradicts a line before it;
 * REFUSED: by a rule; PASSED_OVER: no entry.
 */
export const FATES = [
  'WOULD_RECORD',
  'RECORDED',
  'UNCHANGED',
  'REPEATED',
  'ASKED',
  'WRONG',
  'REFUSED',
  'PASSED_OVER',
] as const;
export type Fate = (typeof FATES)[number];

/** `header`: of the column, where one cell decides; `code`: of the refusal; `warnings`: codes of the rules that the claim breaks. */
export type LineFate = Readonly<{
  at: string;
  fate: Fate;
  header?: string;
  asks?: string;
  code?: string;
  messages?: Words;
  warnings?: readonly string[];
}>;

/** Who imports what, and whether it is recorded. */
export type ImportOrder = Readonly<{
  form: ImportForm;
  file: Readonly<{ name: string; sha256: string }>;
  records: boolean;
  caller: Origin;
  correlationId: string;
  ledger: Ledger;
  actors: Actors;
}>;

type EntryLine = Extract<Line, Readonly<{ fate: 'ENTRY' }>>;
type Group = [EntryLine, ...EntryLine[]];

/** So many commands are under way at once: as many as share a write to the disk. */
const UNDER_WAY = 64;

const REPEATED: Words = {
  vi: 'đã có dòng khác ghi đúng như vậy trong tệp',
  en: 'another line of the file says the same',
};
const HELD_BACK: Words = {
  vi: 'chưa ghi nhận khi trong tệp còn dòng chưa đọc được, vì dòng đó có thể thuộc cùng mục',
  en: 'waits until every line of the file can be read, since one that cannot may belong to it',
};

function contradicting(at: string): Words {
  return {
    vi: `khác với dòng ở ${at}, nói về chính mục này`,
    en: `says otherwise than the line at ${at}, which is about the same`,
  };
}

/** Sends what the lines of a file say, line by line or group by group, as claims of the caller, and tells what became of each. */
export class ImportRun {
  /** What lines were about, with the digest of what they said. */
  private readonly seen = new Map<string, Readonly<{ at: string; digest: string }>>();
  private readonly groups = new Map<string, Group>();
  private isReadable = true;

  constructor(private readonly order: ImportOrder) {}

  /** The fates come in the order of the lines, but for those of groups, which come behind. */
  async *fates(lines: AsyncIterable<readonly Line[]>): AsyncGenerator<LineFate> {
    for await (const batch of lines) {
      const ready = batch.map((line) => (line.fate === 'ENTRY' ? this.taken(line) : this.heard(line)));
      for (let at = 0; at < ready.length; at += UNDER_WAY) {
        yield* await this.together(ready.slice(at, at + UNDER_WAY));
      }
    }
    const groups = [...this.groups.values()];
    if (!this.isReadable) return yield* groups.flat().map(({ at }) => heldBack(at));
    for (let at = 0; at < groups.length; at += UNDER_WAY) yield* await this.together(groups.slice(at, at + UNDER_WAY));
  }

  private async together(ready: readonly (LineFate | Group | undefined)[]): Promise<readonly LineFate[]> {
    const fates = await Promise.all(
      ready.map(async (each) => {
        if (each === undefined) return [];
        return isGroup(each) ? this.sent(each) : [each];
      }),
    );
    return fates.flat();
  }

  /** What is to be sent now; nothing where the line waits for the others of its group. */
  private taken(line: EntryLine): LineFate | Group | undefined {
    const { groupOf } = this.order.form;
    const digest = hash('sha256', canonicalJson(line.entry), 'base64');
    const before = this.seen.get(line.key);
    if (before?.digest === digest) return { at: line.at, fate: 'REPEATED', messages: REPEATED };
    if (before !== undefined) return this.heard({ at: line.at, fate: 'WRONG', messages: contradicting(before.at) });
    this.seen.set(line.key, { at: line.at, digest });
    if (groupOf === undefined) return [line];
    const name = groupOf(line.entry);
    const group = this.groups.get(name);
    if (group === undefined) this.groups.set(name, [line]);
    else group.push(line);
    return undefined;
  }

  private heard<Told extends LineFate>(line: Told): Told {
    this.isReadable &&= line.fate !== 'WRONG' && line.fate !== 'ASKED';
    return line;
  }

  private async sent(group: Group): Promise<readonly LineFate[]> {
    const fate = await this.fateOf(group).catch((error: unknown) => fateOfError(error));
    return group.map(({ at }) => ({ at, ...fate }));
  }

  private async fateOf(group: Group): Promise<Omit<LineFate, 'at'>> {
    const { ledger, records, actors, caller, form } = this.order;
    const entries = group.map(({ entry }) => entry) as [AnyEntry, ...AnyEntry[]];
    const sending = form.sendingOf(entries);
    const body = await validBody(sending, { ...bodyOf(sending, entries[0]), claim: { source: this.sourceOf(group) } });
    const refused = refusedManner({ command: sending.command, body }, caller, actors);
    if (refused !== undefined) throw new Refused(refused);
    const request = this.requestOf(sending, body, entries[0]);
    if (records) {
      const { receipt, again } = await ledger.decide(request);
      return told(again ? 'UNCHANGED' : 'RECORDED', receipt.warnings);
    }
    const { receipt, warnings } = await ledger.weigh(request);
    return told(receipt === undefined ? 'WOULD_RECORD' : 'UNCHANGED', warnings);
  }

  private requestOf({ command, path }: Sending, body: CommandBody, entry: AnyEntry): DecideRequest {
    const { caller, correlationId, ledger, form } = this.order;
    const { claim: _, ...content } = body;
    const said = canonicalJson({ command, path, content, document: entry['document'] ?? null });
    const headers = { 'idempotency-key': `import-${form.kind}-${hash('sha256', said).slice(0, 40)}` };
    return {
      command: { type: command, data: { ...path, ...dataOf(body, ledger.now()) } },
      requested: requested({ id: correlationId, headers, caller }, body),
    };
  }

  /** The file, its digest and the cell: with them the line can be found again. */
  private sourceOf([{ at, entry }, ...more]: Group): object {
    const { name, sha256 } = this.order.file;
    const last = more.at(-1);
    const place = last === undefined ? at : `${at} – ${last.at}`;
    const document = entry['document'];
    return {
      title: `${name}, ${place}, SHA-256 ${sha256}`,
      ...(typeof document === 'string' ? { document: { number: document } } : {}),
    };
  }
}

function heldBack(at: string): LineFate {
  return { at, fate: 'ASKED', messages: HELD_BACK };
}

function isGroup(ready: LineFate | Group): ready is Group {
  return Array.isArray(ready);
}

function bodyOf({ body }: Sending, entry: AnyEntry): object {
  return { ...(JSON.parse(JSON.stringify(body)) as object), occurredOn: { date: entry['when'] } };
}

async function validBody({ Body }: Sending, body: object): Promise<CommandBody> {
  const valid = await validatedAs(Body, body);
  if (valid instanceof InvalidInput) throw valid;
  return valid as CommandBody;
}

function told(fate: Fate, warnings: readonly Readonly<{ code: string }>[]): Omit<LineFate, 'at'> {
  return { fate, ...(warnings.length === 0 ? {} : { warnings: warnings.map(({ code }) => code) }) };
}

/** @throws what is no word about the line, such as a store that cannot be reached: then nothing more is sent. */
function fateOfError(error: unknown): Omit<LineFate, 'at'> {
  if (error instanceof InvalidInput) {
    const words = (language: 'vi' | 'en'): string =>
      error.errors.map(({ pointer, messages }) => `${pointer} ${messages[language]}`).join('; ');
    return { fate: 'WRONG', code: 'INVALID_INPUT', messages: { vi: words('vi'), en: words('en') } };
  }
  if (!(error instanceof Refused)) throw error;
  const { refusal } = error;
  // The key says what the line says, and not where it stands: another file has recorded the same.
  if (refusal.code === 'DUPLICATE_COMMAND') return { fate: 'UNCHANGED' };
  return { fate: 'REFUSED', code: refusal.code, messages: wordsOf(refusal) };
}

function wordsOf(refusal: Refusal): Words {
  return { vi: messageOf(refusal, 'vi'), en: messageOf(refusal, 'en') };
}
