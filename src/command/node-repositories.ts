import type { App } from '../app.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { type AnyFilter, type FilterCondition, isEmpty, isTree, takes } from '../model/filter.js';
import type { OrgNode } from '../model/org-node.js';

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

/** The filter with one more name of a property; null where it names them by something else than their names. */
export function withName(filter: AnyFilter, property: string, name: string): AnyFilter | null {
  if (takes(filter, { [property]: [name] })) return filter;
  if (isEmpty(filter)) return [{ property, operator: 'EQUALS', values: [name] }];
  if (isTree(filter)) return null;
  const [only, ...others] = filter as readonly [FilterCondition, ...FilterCondition[]];
  if (others.length > 0 || only.operator !== 'EQUALS' || only.property !== property) return null;
  return [{ ...only, values: [...only.values, name] }];
}

function withNames(
  filter: AnyFilter,
  property: 'repository' | 'project',
  names: readonly string[],
  path: string,
): AnyFilter {
  return names.reduce((known, name) => {
    const more = withName(known, property, name);
    if (more) return more;
    const nouns = property === 'project' ? 'projects' : 'repositories';
    throw new Fault(
      'CONFLICT',
      `The ${nouns} of ${path} are chosen by other conditions than their names, and ${name} does not meet them: change them by the API.`,
    );
  }, filter);
}

interface Owned {
  readonly repositories: readonly string[];
  readonly projects: readonly string[];
}

/** Saves repositories and projects as those of a node; what the node inherited stays. Throws CONFLICT where its filters do not name them. */
export async function addToNode(
  app: App,
  viewer: Viewer,
  { number, path }: Pick<OrgNode, 'number' | 'path'>,
  { repositories, projects }: Owned,
): Promise<void> {
  const { settings, version } = await app.directory.teams.settings(viewer, number);
  const { issueManagement } = settings;
  const own = withNames(settings.repositories, 'repository', repositories, path);
  const work = withNames(issueManagement.projects, 'project', projects, path);
  if (own === settings.repositories && work === issueManagement.projects) return;
  await app.directory.teams.saveSettings(viewer, {
    node: number,
    settings: {
      ...settings,
      repositories: own,
      issueManagement: { ...issueManagement, projects: work },
    },
    expectedVersion: version,
  });
}
