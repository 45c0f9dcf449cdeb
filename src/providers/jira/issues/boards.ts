import { parseJson } from '../../http/answer.js';
import type { HttpClient } from '../../http/client.js';
import { HttpFailure } from '../../http/failures.js';
import type { SourceContext } from '../../provider.js';
import { entriesOf } from '../../setting-values.js';
import { readList } from '../api.js';
import type { Project } from '../projects.js';
import type { Estimation } from '../reading/state.js';
import type { JiraSettings } from '../settings.js';

export const AGILE = '/rest/agile/1.0';
/** No such board or sprint, no right to it, or a board without sprints. */
const unreadable = [400, 401, 403, 404];

export interface Board {
  readonly id: number;
  readonly name?: string | null;
  readonly type?: string | null;
  readonly location?: {
    readonly projectId?: number | null;
    readonly projectKey?: string | null;
  } | null;
}
export interface Sprint {
  readonly id: number;
  readonly state?: string | null;
}
interface Configuration {
  readonly estimation?: { readonly field?: { readonly fieldId?: string | null } | null } | null;
}

/** Returns what is read, or null with a warning where the account may not read it. */
async function unlessRefused<Value>(
  log: SourceContext['log'],
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

/** Old versions do not say where a board lies; one that lies with a person lies in no project. */
const liesIn = ({ location }: Board, projects: readonly Project[]): boolean =>
  !location || projects.some(({ id }) => id === String(location.projectId));

/** Reads the boards that the settings name, or those of the projects. Without the right to it there are none. */
export async function readBoards(
  client: HttpClient,
  settings: JiraSettings,
  projects: readonly Project[],
  log: SourceContext['log'],
): Promise<readonly Board[]> {
  // Jira itself finds the boards of one project; those of several would need a call each.
  const [first, ...others] = projects;
  const query: Record<string, string> =
    first && others.length === 0 ? { projectKeyOrId: first.id } : {};
  const all =
    (await unlessRefused(log, 'Boards', () => readList<Board>(client, `${AGILE}/board`, query))) ??
    [];
  const words = entriesOf(settings.boards);
  return words.length > 0
    ? all.filter(({ id }) => words.includes(String(id)))
    : all.filter((board) => liesIn(board, projects));
}

/** Reads by which field a board estimates. */
export async function readEstimation(
  client: HttpClient,
  { id, location }: Board,
  log: SourceContext['log'],
): Promise<Estimation> {
  const configuration = await unlessRefused(log, `The configuration of board ${id}`, () =>
    client.askJson<Configuration>(`${AGILE}/board/${id}/configuration`),
  );
  return {
    project: location?.projectId ? String(location.projectId) : null,
    field: configuration?.estimation?.field?.fieldId ?? null,
  };
}

/** Reads the sprints of boards, each once: several boards may list one. Kanban boards have none. */
export async function readSprints(
  client: HttpClient,
  boards: readonly Board[],
  states: string,
  log: SourceContext['log'],
): Promise<ReadonlyMap<string, Sprint>> {
  const sprints = new Map<string, Sprint>();
  for (const { id, type } of boards.filter((board) => board.type !== 'kanban')) {
    const found = await unlessRefused(log, `Sprints of board ${id} (${type})`, () =>
      readList<Sprint>(client, `${AGILE}/board/${id}/sprint`, { state: states }),
    );
    for (const sprint of found ?? []) sprints.set(String(sprint.id), sprint);
  }
  return sprints;
}

/** Reads one sprint; null if there is none. */
export async function readSprint(client: HttpClient, id: string): Promise<Sprint | null> {
  const answer = await client.ask(`${AGILE}/sprint/${id}`, { allowed: [404] });
  return answer.status === 404 ? null : parseJson<Sprint>(answer);
}
