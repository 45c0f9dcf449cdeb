/** The entity that a delivery points at, as text: `pull/acme/shop/7`, `tags/acme/shop`, `repository/acme/shop/<id>`, `deleted/...`. */
export interface Nudge {
  readonly what: 'pull' | 'tags' | 'repository' | 'deleted';
  /** Full name of the repository. */
  readonly name: string;
  /** Number of a pull request, else Bitbucket's own id of the repository. */
  readonly id: string;
}

const NUDGE = /^(pull|tags|repository|deleted)\/([\w.-]+\/[\w.-]+)\/([\w-]+)$/;

/** Returns what a text points at; null if it is no nudge. */
export function readNudge(text: string): Nudge | null {
  const [, what, name, id] = NUDGE.exec(text) ?? [];
  if (what === undefined || name === undefined || id === undefined) return null;
  return { what: what as Nudge['what'], name, id };
}
