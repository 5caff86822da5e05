import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { notOfThisList, Rows } from '../rows.js';
import { nameKey, type Namesakes } from './name-index.js';

/** One page of ids in the order of their letters; `next` is the last of them where there are more. */
export type PageOfIds = Readonly<{ ids: readonly string[]; next?: string }>;

/** Looks names up, however they are spelt. */
@Injectable()
export class NameLookUp {
  constructor(private readonly rows: Rows) {}

  /** Who bears the name, or bore it once. @throws InvalidInput when the cursor is none of these ids. */
  async page(name: string, of: keyof Namesakes, { limit, cursor }: PageRequest): Promise<PageOfIds> {
    const found = await this.rows.find<Namesakes>('name-index', nameKey(name));
    const all = found?.row[of] ?? [];
    const from = cursor === undefined ? 0 : all.indexOf(cursor) + 1;
    if (cursor !== undefined && from === 0) throw notOfThisList();
    const ids = all.slice(from, from + limit);
    const last = from + limit < all.length ? ids.at(-1) : undefined;
    return { ids, ...(last === undefined ? {} : { next: last }) };
  }
}
