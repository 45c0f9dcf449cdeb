import { type GitlabAccess, isSelected } from './access.js';
import type { GitlabApi } from './api.js';
import { readProject, wireProject } from './projects.js';

/** A project as it was seen last. */
export interface SeenProject {
  readonly path: string;
  readonly isPublic: boolean;
  /** The group whose list it was in; null if it was in none. */
  readonly group: string | null;
}

/** The fate of a project that the lists no longer have. HIDDEN: it may be gone, or out of sight. */
export type Fate =
  | { readonly kind: 'THERE'; readonly node: unknown }
  | { readonly kind: 'GONE' | 'HIDDEN' };

/**
 * Asks what became of a project that the lists no longer have. GitLab says of a hidden one, too, that it is not there.
 * One that only members see is gone where the list of its group still shows others (`trusted`). One that moved to where
 * the settings do not reach is gone.
 */
export async function fateOf(
  api: GitlabApi,
  access: GitlabAccess,
  id: number,
  { seen, trusted }: { readonly seen: SeenProject; readonly trusted: ReadonlySet<string> },
): Promise<Fate> {
  const node = await readProject(api, id);
  const path = wireProject.safeParse(node).data?.path_with_namespace;
  if (node !== null && path !== undefined)
    return isSelected(access, path) ? { kind: 'THERE', node } : { kind: 'GONE' };
  const isKnownGone = seen.isPublic || (seen.group !== null && trusted.has(seen.group));
  return { kind: isKnownGone ? 'GONE' : 'HIDDEN' };
}
