/** What offices are called whose codes the template of a rulebook has. Others are called by their codes. */
export const OFFICE_WORDS = {
  CHAIRMAN: { vi: 'chủ tịch', en: 'chairman' },
  VICE_CHAIRMAN: { vi: 'phó chủ tịch', en: 'vice chairman' },
  DIRECTOR: { vi: 'giám đốc', en: 'director' },
  DEPUTY_DIRECTOR: { vi: 'phó giám đốc', en: 'deputy director' },
} as const satisfies Record<string, Readonly<{ vi: string; en: string }>>;
