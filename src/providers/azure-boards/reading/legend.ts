import type { ClassificationNode, Field, TypeCategory, WorkItemType } from '../lists.js';
import { readCategories, readFields, readNodes, readTypes } from '../lists.js';
import type { BoardsSettings } from '../settings.js';
import type { Legend } from '../wire.js';
import type { ProjectRun } from './run.js';

/** Fields that the processes of the vendor estimate by. */
const usualPoints = ['StoryPoints', 'Effort', 'Size'].map(
  (name) => `Microsoft.VSTS.Scheduling.${name}`,
);
const TASKS = 'Microsoft.TaskCategory';

const isCalled = ({ referenceName, name }: Field, word: string): boolean =>
  [referenceName, name].some((one) => one.toLowerCase() === word.toLowerCase());

/** Returns the fields that words name, in their order. */
const fieldsCalled = (fields: readonly Field[], words: readonly string[]): readonly Field[] => [
  ...new Set(words.flatMap((word) => fields.filter((field) => isCalled(field, word)))),
];

const statesOf = (types: readonly WorkItemType[]): Legend['states'] =>
  Object.fromEntries(
    types.map(({ name, states }) => [
      name,
      Object.fromEntries(
        (states ?? []).flatMap((state) => (state.name ? [[state.name, state.category ?? '']] : [])),
      ),
    ]),
  );

const taskTypesOf = (categories: readonly TypeCategory[]): readonly string[] =>
  categories
    .filter(({ referenceName }) => referenceName === TASKS)
    .flatMap(({ workItemTypes }) => (workItemTypes ?? []).flatMap(({ name }) => name ?? []));

/** Returns the identifier of each iteration by its number. The root is the backlog of the project, which is no sprint. */
export function iterationsOf(nodes: readonly ClassificationNode[]): Legend['iterations'] {
  const found: Record<string, string | null> = {};
  const walk = ({ id, identifier, children }: ClassificationNode, isRoot: boolean): void => {
    if (typeof id === 'number' && identifier) found[id] = isRoot ? null : identifier;
    for (const child of children ?? []) walk(child, false);
  };
  for (const root of nodes.filter(({ structureType }) => structureType === 'iteration'))
    walk(root, true);
  return found;
}

/** Reads what all items of a project are read with. */
export async function readLegend({
  api,
  project,
  settings,
}: Pick<ProjectRun, 'api' | 'project'> & {
  readonly settings: Pick<BoardsSettings, 'storyPoints' | 'customFields' | 'resolvedIsDone'>;
}): Promise<Legend> {
  const { storyPoints, customFields, resolvedIsDone } = settings;
  const types = await readTypes(api, project);
  const categories = await readCategories(api, project);
  const nodes = await readNodes(api, project);
  const needsFields = storyPoints.length > 0 || customFields.length > 0;
  const fields = needsFields ? await readFields(api, project) : [];
  const custom = fieldsCalled(fields, customFields);
  const chosen = fieldsCalled(fields, storyPoints).map(({ referenceName }) => referenceName);
  return {
    place: api.place,
    web: api.web,
    states: statesOf(types),
    taskTypes: taskTypesOf(categories),
    iterations: iterationsOf(nodes),
    points: storyPoints.length > 0 ? chosen : usualPoints,
    custom: Object.fromEntries(custom.map(({ referenceName, name }) => [referenceName, name])),
    isResolvedDone: resolvedIsDone,
  };
}
