import type { RunGit } from './run.js';

export type Version = readonly [major: number, minor: number];

/** Returns the version of the program git, and how it says it. */
export async function readVersion(run: RunGit): Promise<{ text: string; version: Version }> {
  const text = (await run(['--version'])).toString().trim();
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).map(Number);
  return { text, version: [major, minor] };
}

export const isAtLeast = ([major, minor]: Version, [leastMajor, least]: Version): boolean =>
  major > leastMajor || (major === leastMajor && minor >= least);
