import type { TeamSettings } from './team.js';

/**
 * Returns the effective settings of a node: its own, else those of the nearest node above that has
 * some. Null if none has.
 */
export function effectiveSettings(
  node: number,
  nodes: ReadonlyMap<number, { readonly parent: number | null }>,
  saved: ReadonlyMap<number, TeamSettings>,
): { readonly settings: TeamSettings; readonly savedOn: number } | null {
  for (
    let number: number | null = node;
    number !== null;
    number = nodes.get(number)?.parent ?? null
  ) {
    const settings = saved.get(number);
    if (settings) return { settings, savedOn: number };
  }
  return null;
}
