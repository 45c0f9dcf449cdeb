import { type PlayRequest, Refused } from '../kit/route.js';
import { failure } from './lists.js';
import type { Repository, World } from './types.js';

const hidden = (name: string) =>
  new Refused(
    failure(
      404,
      `You may not have access to this repository or it no longer exists in this workspace: ${name}`,
    ),
  );

/** A repository is found by its id too, in braces. */
export function repositoryOf(world: World, { parameters }: PlayRequest): Repository {
  const { workspace = '', slug = '' } = parameters;
  const found = world.repositories.find(
    (one) => one.workspace === workspace && [one.slug, `{${one.uuid}}`].includes(slug),
  );
  if (!found || world.archived.has(workspace)) throw hidden(`${workspace}/${slug}`);
  return found;
}
