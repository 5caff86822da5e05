import { describe, expect, it } from '@jest/globals';
import { cursorOf } from '../../read-models/cursor.js';
import { cursorAfter } from '../../read-models/order.js';
import { LONGEST_CURSOR } from '../../src/http/shapes/page.dto.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';

describe('the cursor of a list', () => {
  it.each(['a', 'ẫ', 'Ự', 'đ', '9', '😀', '"'])(
    'can be sent again, whatever the longest name is made of: %s',
    (letter) => {
      const name = letter.repeat(2000 / letter.length);
      const place = cursorAfter(
        ['name', 'year'],
        { name: sortKey(name), year: 'x'.repeat(64) },
        `${'b'.repeat(64)}/${'y'.repeat(64)}`,
      );
      expect(cursorOf([], place).length).toBeLessThanOrEqual(LONGEST_CURSOR);
    },
  );
});
