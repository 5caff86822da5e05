import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { PROBLEM_PAGES } from '../../src/http/problems/problem-pages.js';
import { REMARKS } from '../../src/kernel/remark-table.js';
import { strangeWordsIn } from '../support/vietnamese.js';

const INTRODUCTION = `# Problems

Every "no" of the service is an RFC 9457 problem with one of these codes. A code keeps its meaning for ever. The rule is
that of the domain ([R01 to R51, D15, D26, D41, D43, H6, H9, b.4](rules.md)), or says which part of the service spoke. Words in braces are the facts
of the problem. \`UNKNOWN_UNIT\` and \`UNKNOWN_REFERENCE\` are 404 where the address names what is not there, 422 where the body does.
The running service tells the same at \`/docs/problems\`.

| Code | Status | Rule | English | Vietnamese |
|---|---|---|---|---|
`;

const TITLES = `
## Titles

The \`title\` of a problem names the kind of it, in the language of the answer.

| Code | English | Vietnamese |
|---|---|---|
`;

const REMARKED = `
## Remarks

A receipt and a dry run may have warnings: rules that a claim broke, under the codes above, and these remarks, which refuse nothing. Each has
its sentence in \`messages\`; a read model shows the code, the rule and the facts.

| Code | English | Vietnamese |
|---|---|---|
`;

describe('the registry of problems in docs/problems.md', () => {
  it('has every code with its status, rule and both messages', async () => {
    const rows = PROBLEM_PAGES.map(
      ({ code, status, rule, messages }) => `| ${code} | ${status} | ${rule} | ${messages.en} | ${messages.vi} |`,
    );
    const titles = PROBLEM_PAGES.map(({ code, titles: { en, vi } }) => `| ${code} | ${en} | ${vi} |`);
    const remarks = Object.entries(REMARKS).map(([code, { en, vi }]) => `| ${code} | ${en} | ${vi} |`);
    expect(await readFile('docs/problems.md', 'utf8')).toBe(
      `${INTRODUCTION}${rows.join('\n')}\n${TITLES}${titles.join('\n')}\n${REMARKED}${remarks.join('\n')}\n`,
    );
  });

  it('has a title for every code in Vietnamese as it is written, and no title twice', () => {
    const titles = PROBLEM_PAGES.map(({ titles: { vi } }) => vi);
    expect(strangeWordsIn(titles)).toEqual([]);
    expect(titles.filter((title) => !/^\p{Lu}[^.{}]+$/u.test(title) || title !== title.normalize('NFC'))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('gives every code a status of its own class', () => {
    expect(PROBLEM_PAGES.filter(({ status }) => status < 400 || status > 599)).toEqual([]);
  });

  it('names no code twice', () => {
    const codes = PROBLEM_PAGES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
