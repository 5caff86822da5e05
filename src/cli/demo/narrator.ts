import { vietnameseDate } from '../../kernel/partial-date.js';
import { both, indented } from './paper.js';
import type { Played, Reply } from './player.js';
import type { Chapter, Story } from './story.js';

/** The head of a story. */
export function titled({ title, source }: Story): readonly string[] {
  const date = source.date === undefined ? undefined : vietnameseDate(source.date);
  const published = [source.publisher, date].filter((part) => part !== undefined).join(', ');
  const rule = '═'.repeat(78);
  return ['', rule, title.vi, title.en, `Nguồn · Source: ${source.title} (${published})`, rule];
}

export function headed({ title }: Chapter): readonly string[] {
  return ['', `── ${both(title)}`];
}

/** One step as it went: what happened, how often and what of it is made up, with warnings or the refusal. */
export function linesOf({ step, replies, holds }: Played): readonly string[] {
  const times = replies.length > 1 ? ` ×${replies.length}` : '';
  const invented = step.invented === undefined ? '' : `  [SYN: ${step.invented.vi} · ${step.invented.en}]`;
  const mark = !holds ? '!!' : step.refused === undefined ? ' ✓' : ' ✗';
  const said = [`${mark} ${step.says.vi}${times}${invented}`, `   ${step.says.en}`];
  return [...said, ...indented(replies.flatMap(answered), 6)];
}

/** The warnings of what was recorded, or the message of the refusal. */
function answered({ receipt, problem }: Reply): readonly string[] {
  if (receipt !== undefined) {
    return receipt.warnings.map(({ code, rule, facts }) => `lưu ý · note: ${code} (${rule})  ${String(facts['unit'])}`);
  }
  const { status, code, rule, messages } = problem;
  const refusal = `${status} ${code} (${rule})`;
  return [`${refusal}  ${messages.vi}`, `${' '.repeat(refusal.length)}  ${messages.en}`];
}
