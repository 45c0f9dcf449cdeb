import type { App } from '../app.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { type AnyFilter, type FilterCondition, isEmpty, isTree, takes } from '../model/filter.js';
import type { OrgNode } from '../model/team.js';

const PROPERTY = 'repository';

/** The node that a path or, where only one has it, a name means. */
export async function findNode(app: App, viewer: Viewer, wanted: string): Promise<OrgNode> {
  const nodes = await app.directory.trees.nodes(viewer);
  const folded = wanted.trim().toLowerCase();
  const found = nodes.filter(
    ({ name, path }) => path.toLowerCase() === folded || name.toLowerCase() === folded,
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const paths = (only ? found : nodes).slice(0, 20).map(({ path }) => path);
  throw new Fault(
    only ? 'BAD_USER_INPUT' : 'NOT_FOUND',
    nodes.length === 0
      ? 'There is no team yet: import developers first.'
      : `${only ? 'Several nodes are' : 'There is no node'} "${wanted}": choose from ${paths.join(', ')}.`,
  );
}

/** The filter with one more repository; null where it names them by something else than their names. */
export function withRepository(filter: AnyFilter, repository: string): AnyFilter | null {
  if (takes(filter, { [PROPERTY]: [repository] })) return filter;
  if (isEmpty(filter)) return [{ property: PROPERTY, operator: 'EQUALS', values: [repository] }];
  if (isTree(filter)) return null;
  const [only, ...others] = filter as readonly [FilterCondition, ...FilterCondition[]];
  if (others.length > 0 || only.operator !== 'EQUALS') return null;
  return [{ ...only, values: [...only.values, repository] }];
}

/** Saves a repository as one of a node's; what the node inherited stays. */
export async function addToNode(
  app: App,
  viewer: Viewer,
  { number, path }: OrgNode,
  repository: string,
): Promise<void> {
  const { settings, version } = await app.directory.teams.settings(viewer, number);
  const repositories = withRepository(settings.repositories, repository);
  if (repositories === settings.repositories) return;
  if (!repositories)
    throw new Fault(
      'CONFLICT',
      `The repositories of ${path} are chosen by other conditions than their names, and ${repository} does not meet them: change them by the API.`,
    );
  await app.directory.teams.saveSettings(viewer, {
    node: number,
    settings: { ...settings, repositories },
    expectedVersion: version,
  });
}
