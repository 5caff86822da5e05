import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../..');
export const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
export const FOLDERS = ['src', 'projections', 'read-models'];

export type Import = Readonly<{ from: string; to: string; breaks?: string }>;

export type Cruise = Readonly<{ imports: readonly Import[]; violations: readonly Required<Import>[] }>;

/** The part of dependency-cruiser's output that is read here. */
type Report = Readonly<{
  modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[];
  summary: { violations: readonly { from: string; to: string; rule: { name: string } }[] };
}>;

/** Applies the import rules of this repository to the tree at `root`. */
export async function cruise(root: string): Promise<Cruise> {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', CONFIG, '--output-type', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, [cruiser, ...FOLDERS, ...options], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(stdout) as Report;
  return {
    imports: report.modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
    violations: report.summary.violations.map(({ from, to, rule }) => ({ from, to, breaks: rule.name })),
  };
}
