/**
 * The entity that a delivery points at, as text: `pull/owner/name/7`, `issue/owner/name/7`,
 * `tags/owner/name`, `commits/...`, `repository/...`.
 */
export interface Nudge {
  readonly what: 'pull' | 'issue' | 'tags' | 'commits' | 'repository';
  readonly owner: string;
  readonly name: string;
  /** Number of a pull request or an issue; otherwise 0. */
  readonly number: number;
}

const NUDGE = /^(pull|issue|tags|commits|repository)\/([\w.-]+)\/([\w.-]+?)(?:\/(\d+))?$/;

/** Returns what a text points at; null if it is no nudge. */
export function readNudge(text: string): Nudge | null {
  const [, what, owner, name, number] = NUDGE.exec(text) ?? [];
  if (what === undefined || owner === undefined || name === undefined) return null;
  return { what: what as Nudge['what'], owner, name, number: Number(number ?? 0) };
}
