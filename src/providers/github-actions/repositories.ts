import { z } from 'zod';
import type { GithubApi } from '../github-api/api.js';
import { isSelected, listRepositories } from '../github-api/repositories.js';
import { WrongAnswer } from '../http/failures.js';
import type { SourceContext } from '../provider.js';
import type { ActionsSettings } from './settings.js';

/** A repository of which runs are read. */
export interface Listed {
  readonly id: number;
  readonly fullName: string;
  readonly htmlUrl: string;
  readonly defaultBranch: string | null;
  /** As GitHub gave it. */
  readonly node: unknown;
}

const wire = z.object({
  id: z.number(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string().nullish(),
});

export function listedOf(node: unknown): Listed | null {
  const { data } = wire.safeParse(node);
  if (!data) return null;
  return {
    id: data.id,
    fullName: data.full_name,
    htmlUrl: data.html_url,
    defaultBranch: data.default_branch ?? null,
    node,
  };
}

/**
 * Returns each repository that the settings mean once, in the order in which GitHub made them; all that the credential sees where they
 * name none. Throws WrongAnswer where there is none.
 */
export async function allRepositories(
  api: GithubApi,
  settings: ActionsSettings,
  context: SourceContext,
): Promise<Listed[]> {
  const found = new Map<number, Listed>();
  for await (const { nodes } of listRepositories(api, settings, context))
    for (const node of nodes) {
      const listed = listedOf(node);
      if (listed && isSelected(settings, listed.fullName)) found.set(listed.id, listed);
    }
  if (found.size === 0)
    throw new WrongAnswer(
      'The credential sees none of the repositories: check its access, and the names in the settings.',
    );
  return [...found.values()].sort((left, right) => left.id - right.id);
}
