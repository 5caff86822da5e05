import type { Fact } from './facts.js';
import { FACTS_OF_NINE_DISTRICTS } from './nine-districts.facts.js';
import { NINE_DISTRICTS } from './nine-districts.js';
import { QUANG_NGAI } from './quang-ngai.js';
import { FACTS_OF_SEVEN_DEPARTMENTS } from './seven-departments.facts.js';
import { SEVEN_DEPARTMENTS } from './seven-departments.js';
import { SEVEN_PROVINCES } from './seven-provinces.js';
import type { Story } from './story.js';
import { FACTS_OF_THAI_NGUYEN } from './thai-nguyen.facts.js';
import { EXEMPLARS_OF_THAI_NGUYEN } from './thai-nguyen.js';

/** A real case: its story, and the facts of its report with their places. */
export type Case = Readonly<{ story: Story; facts: readonly Fact[] }>;

/** The cases in the order of their stories. */
export const CASES: readonly Case[] = [
  { story: SEVEN_DEPARTMENTS, facts: FACTS_OF_SEVEN_DEPARTMENTS },
  { story: EXEMPLARS_OF_THAI_NGUYEN, facts: FACTS_OF_THAI_NGUYEN },
  { story: SEVEN_PROVINCES, facts: [] },
  { story: NINE_DISTRICTS, facts: FACTS_OF_NINE_DISTRICTS },
  { story: QUANG_NGAI, facts: [] },
];
