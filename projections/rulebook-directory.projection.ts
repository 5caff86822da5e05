import { MOST_ENTRIES } from '../read-models/recording.js';
import { RULEBOOK_DIRECTORY, type RulebookEntry } from '../read-models/rulebook-directory/rulebook-directory.js';
import { defined } from '../src/kernel/defined.js';
import type { Projection } from '../src/kernel/projection.js';
import { sortKey } from '../src/kernel/vietnamese-order.js';
import { type RulebookEvent, rulebookStream } from '../src/rulebooks/rulebook.events.js';
import { sourced } from './recording/recording.js';

/** The directory of rulebooks (danh mục quy chế). */
export const rulebookDirectory: Projection<RulebookEntry, RulebookEvent> = {
  name: RULEBOOK_DIRECTORY.name,
  version: 1,
  key: ({ data }) => data.rulebookId,
  streams: (key) => [rulebookStream(key)],
  indexes: [['sortKey']],
  on: {
    RulebookPublished: (row, event) => {
      const { rulebookId, version, content, document } = event.data;
      const { title } = content;
      const published = sourced({ version, title, ...defined({ document }) }, event);
      const versions = [...(row?.versions ?? []), published].slice(-MOST_ENTRIES);
      return { rulebookId, title, sortKey: sortKey(title.vi), versions };
    },
  },
};
