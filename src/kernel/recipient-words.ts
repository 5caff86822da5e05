/** Why recipients do not fit their number: the fact `which` of RECIPIENT_COUNT_MISMATCH. Other facts fill the places. */
export const RECIPIENT_WORDS = {
  ANNOUNCED: {
    en: 'they are more than the {count} that were announced',
    vi: 'nhiều hơn số đã công bố ({count})',
  },
  NAMED_TWICE: {
    en: 'each is named once',
    vi: 'mỗi tập thể, cá nhân chỉ được nêu tên một lần',
  },
  NOBODY: {
    en: 'there is at least one',
    vi: 'phải có ít nhất một tập thể hoặc cá nhân',
  },
} as const satisfies Record<string, Readonly<{ en: string; vi: string }>>;
