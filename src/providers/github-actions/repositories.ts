import { z } from 'zod';
import type { GithubApi } from '../github-api/api.js';
import { noteSight, type Sight } from '../github-api/gone-repositories.js';
import { isSelected, listRepositories } from '../github-api/repositories.js';
import { WrongAnswer } from '../http/failures.js';
import type { SourceContext } from '../provider.js';
import type { ActionsSettings } from './settings.js';

const wire = z.object({
  id: z.number(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string().nullish(),
  private: z.boolean().nullish(),
});

export function listedOf(node: unknown) {
  const { data } = wire.safeParse(node);
  if (!data) return null;
  return {
    id: data.id,
    fullName: data.full_name,
    htmlUrl: data.html_url,
    defaultBranch: data.default_branch ?? null,
    isPrivate: data.private ?? false,
    /** The repository as GitHub returned it. */
    node,
  };
}
/** A repository of which runs are read. */
export type Listed = NonNullable<ReturnType<typeof listedOf>>;

/** The repositories of which runs are read, as the lists show them. */
export interface Look extends Sight {
  /** Each once, in the order in which GitHub made them. */
  readonly repositories: readonly Listed[];
  /** The list that each was found in, by its number. */
  readonly lists: ReadonlyMap<number, string>;
}

/**
 * Returns each repository that the settings mean; all that the credential sees where they name none. Throws WrongAnswer if there is none.
 */
export async function allRepositories(
  api: GithubApi,
  settings: ActionsSettings,
  context: SourceContext,
): Promise<Look> {
  const found = new Map<number, Listed>();
  const lists = new Map<number, string>();
  const sight: Sight = { trusted: new Set(), unread: 0 };
  for await (const page of listRepositories(api, settings, context, sight)) {
    const chosen = page.repositories.filter(({ full_name }) => isSelected(settings, full_name));
    noteSight(sight, page, chosen);
    for (const node of page.nodes) {
      const listed = listedOf(node);
      if (!(listed && isSelected(settings, listed.fullName))) continue;
      found.set(listed.id, listed);
      lists.set(listed.id, page.list);
    }
  }
  if (found.size === 0)
    throw new WrongAnswer(
      'The credential sees none of the repositories: check its access, and the names in the settings.',
    );
  const repositories = [...found.values()].sort((left, right) => left.id - right.id);
  return { ...sight, repositories, lists };
}
