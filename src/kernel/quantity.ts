/**
 * A reported number: "trên 113.000 lao động" is `{ value: '113000', qualifier: 'AT_LEAST', unit: 'lao động' }`.
 * A bound is never treated as exact, and never added to another year as if it were.
 */
export type Quantity = Readonly<{ value: string; qualifier: Qualifier; unit: string }>;

export const QUALIFIERS = ['EXACT', 'AT_LEAST', 'AT_MOST', 'ABOUT'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

const WORD: Record<Qualifier, { vi: string; en: string }> = {
  EXACT: { vi: '', en: '' },
  AT_LEAST: { vi: 'trên ', en: 'over ' },
  AT_MOST: { vi: 'không quá ', en: 'at most ' },
  ABOUT: { vi: 'khoảng ', en: 'about ' },
};

/** The text for a reader: `trên 113.000 lao động`. Digits are grouped as usual in the language. */
export function quantityText({ value, qualifier, unit }: Quantity, language: 'vi' | 'en'): string {
  const [whole = '', part] = value.split('.');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${WORD[qualifier][language]}${grouped}${part === undefined ? '' : point + part} ${unit}`.trim();
}
