import { type AzureApi, inProject, type WireList } from '../azure-api/api.js';
import { followSkips } from '../azure-api/paging.js';
import type { AzureProject } from '../azure-api/projects.js';
import { parseJson } from '../http/answer.js';
import { HttpFailure } from '../http/failures.js';

type Core = Pick<AzureApi, 'core'>;
type Of = Pick<AzureProject, 'id'>;

/** A state of a type; the category is the vendor's own. */
interface State {
  readonly name?: string | null;
  readonly category?: string | null;
}
export interface WorkItemType {
  readonly name: string;
  readonly referenceName?: string | null;
  readonly states?: readonly State[] | null;
}
export interface TypeCategory {
  readonly referenceName?: string | null;
  readonly workItemTypes?: readonly { readonly name?: string | null }[] | null;
}
/** A node of the tree of areas or of iterations. */
export interface ClassificationNode {
  readonly id?: number | null;
  readonly identifier?: string | null;
  readonly name?: string | null;
  readonly structureType?: string | null;
  readonly children?: readonly ClassificationNode[] | null;
}
export interface Team {
  readonly id: string;
  readonly name: string;
}
export interface Field {
  readonly referenceName: string;
  readonly name: string;
  readonly type?: string | null;
}
export interface Tag {
  readonly id?: string | null;
  readonly name?: string | null;
}

/** Trees are deeper than this nowhere. */
const WHOLE_TREE = 20;
const TEAMS_AT_ONCE = 200;

async function readList<Value>(
  { core }: Core,
  { id }: Of,
  path: string,
  query: Readonly<Record<string, number>> = {},
): Promise<readonly Value[]> {
  const answer = await core.askJson<WireList<Value> | readonly Value[]>(inProject(id, path), {
    query,
  });
  return Array.isArray(answer) ? answer : ((answer as WireList<Value>).value ?? []);
}

/** Reads the types of a project with their states, which older servers answer for each type alone. */
export async function readTypes(api: Core, project: Of): Promise<readonly WorkItemType[]> {
  const types = await readList<WorkItemType>(api, project, 'wit/workitemtypes');
  const whole: WorkItemType[] = [];
  for (const type of types) {
    const path = `wit/workitemtypes/${encodeURIComponent(type.name)}/states`;
    const states = type.states ?? (await readList<State>(api, project, path));
    whole.push({ name: type.name, referenceName: type.referenceName ?? null, states });
  }
  return whole;
}

export const readCategories = (api: Core, project: Of): Promise<readonly TypeCategory[]> =>
  readList(api, project, 'wit/workitemtypecategories');

/** Reads the two trees of a project: areas and iterations. */
export const readNodes = (api: Core, project: Of): Promise<readonly ClassificationNode[]> =>
  readList(api, project, 'wit/classificationnodes', { $depth: WHOLE_TREE });

export const readFields = (api: Core, project: Of): Promise<readonly Field[]> =>
  readList(api, project, 'wit/fields');

export const readTags = (api: Core, project: Of): Promise<readonly Tag[]> =>
  readList(api, project, 'wit/tags');

/** Reads the numbers of the items that were deleted and can be restored. */
export async function readBin(api: Core, project: Of): Promise<ReadonlySet<number>> {
  const bin = await readList<{ readonly id?: unknown }>(api, project, 'wit/recyclebin');
  return new Set(bin.map(({ id }) => Number(id)));
}

/** No right to it, or no such team. */
const unreadable = [403, 404];

/** Returns what is read; null, with a line in the log, where the token may not read it. */
async function unlessRefused<Value>(
  { log }: Pick<AzureApi, 'log'>,
  what: string,
  read: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HttpFailure && unreadable.includes(error.status))) throw error;
    log('info', `${what} cannot be read (${error.status}), so the sync goes on without.`);
    return null;
  }
}

/** Reads the teams of a project. Throws where the token may not. */
export async function readTeams({ core }: Core, { id }: Of): Promise<readonly Team[]> {
  const teams: Team[] = [];
  const path = `_apis/projects/${id}/teams`;
  for await (const page of followSkips<Team>(core, path, {}, TEAMS_AT_ONCE)) teams.push(...page);
  return teams;
}

/** Reads the iterations that a team has chosen. */
async function readIterations(
  { core }: Core,
  { id }: Of,
  team: Team,
): Promise<readonly { readonly id: string }[]> {
  const path = `${encodeURIComponent(id)}/${encodeURIComponent(team.id)}/_apis/work/teamsettings/iterations`;
  return parseJson<WireList<{ id: string }>>(await core.ask(path)).value ?? [];
}

const isNamed = ({ id, name }: Team, word: string): boolean =>
  [id, name].some((one) => one.toLowerCase() === word.toLowerCase());

/** Reads the sprints of a project, each once: several teams may have chosen one. `isWhole` where all could be read. */
export async function readSprints(
  api: Pick<AzureApi, 'core' | 'log'>,
  project: AzureProject,
  words: readonly string[],
) {
  const teams = await unlessRefused(api, `Teams of ${project.name}`, () => readTeams(api, project));
  const chosen = (teams ?? []).filter(
    (team) => words.length === 0 || words.some((word) => isNamed(team, word)),
  );
  const sprints = new Map<string, { readonly id: string }>();
  let isWhole = teams !== null;
  for (const team of chosen) {
    const found = await unlessRefused(api, `Iterations of the team ${team.name}`, () =>
      readIterations(api, project, team),
    );
    if (found === null) isWhole = false;
    for (const one of found ?? []) sprints.set(one.id, one);
  }
  return { sprints: [...sprints.values()], isWhole };
}
