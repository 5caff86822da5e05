/** The languages in which the service answers. */
export type Language = 'vi' | 'en';

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>;
