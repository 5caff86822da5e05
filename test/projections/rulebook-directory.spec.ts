import { describe, it } from '@jest/globals';
import { rulebookDirectory } from '../../projections/rulebook-directory.projection.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import { claimed } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { published, RULEBOOK } from '../support/mothers/rulebooks.js';

const history = historiesOf(rulebookDirectory);
const { title } = DEFAULT_RULEBOOK;
const LATER = { vi: 'Quy chế năm 2025' };
const DECISION = { number: '12/QĐ', title: 'Quyết định ban hành' };

describe('a rulebook in the directory', () => {
  it('is shown with each version in its order, and called as the last', () => {
    const first = published(1);
    const told = history(
      { ...first, data: { ...first.data, document: DECISION } },
      published(2, { ...DEFAULT_RULEBOOK, title: LATER }, '2025-01-02'),
    );
    told.shows({
      rulebookId: RULEBOOK,
      title: LATER,
      sortKey: sortKey(LATER.vi),
      versions: [
        { value: { version: 1, title, document: DECISION }, recording: told.recording(0) },
        { value: { version: 2, title: LATER }, recording: told.recording(1) },
      ],
    });
    told.isTheSameToldAgain();
  });

  it('says of a version that a source tells of what that source is', () => {
    const told = history(claimed(published(1)));
    told.shows({
      rulebookId: RULEBOOK,
      title,
      sortKey: sortKey(title.vi),
      versions: [{ value: { version: 1, title }, recording: told.recording(0) }],
    });
  });
});
