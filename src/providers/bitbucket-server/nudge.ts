/** The entity that a delivery points at: `pull/KEY/repository/7`, `tags/KEY/repository` or `repository/KEY/repository`. */
export interface Nudge {
  readonly what: 'pull' | 'tags' | 'repository';
  readonly project: string;
  readonly slug: string;
  /** Number of a pull request, otherwise 0. */
  readonly number: number;
}

const NUDGE = /^(pull|tags|repository)\/(~?[\w.-]+)\/([\w.-]+)(?:\/(\d+))?$/;

/** Returns what a text points at; null if it is no nudge. */
export function readNudge(text: string): Nudge | null {
  const [, what, project, slug, number] = NUDGE.exec(text) ?? [];
  if (what === undefined || project === undefined || slug === undefined) return null;
  return { what: what as Nudge['what'], project, slug, number: Number(number ?? 0) };
}
