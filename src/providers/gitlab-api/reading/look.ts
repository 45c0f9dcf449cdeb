import { DAY_MILLISECONDS } from '../../../model/time.js';
import { isPublic, keptProject, listProjects, wireProject } from '../projects.js';
import type { Draft, ReadingSettings, Run } from './run.js';
import { type ProjectState, restart, type State } from './state.js';

/** The projects that the lists show. */
export interface Look {
  readonly ids: Set<number>;
  /** Projects in which something may have happened since it was looked last. */
  readonly active: Set<number>;
  /** Groups whose lists still show projects that only members see. */
  readonly trusted: Set<string>;
}

/** Notes how a project is now; returns true if its fact shows something new. */
export function noteProject(
  state: State,
  node: unknown,
  group: string | null,
): { readonly id: number; readonly isNew: boolean } | null {
  const { data } = wireProject.safeParse(node);
  if (!data) return null;
  const shown = JSON.stringify(keptProject(node));
  const path = data.path_with_namespace;
  const before = state.projects[data.id];
  // The name stands in keys and addresses, and moves no date of what is named by it.
  if (before && before.path !== path) restart(before, state.since);
  const seen = { path, shown, isPublic: isPublic(data), group };
  const now: ProjectState = { lists: {}, ...before, ...seen };
  state.projects[data.id] = now;
  return { id: data.id, isNew: before?.shown !== shown };
}

/** GitLab notes what happens in a project at most once an hour. */
const isActive = ({ lookedAt }: State, node: unknown, quietDays: number): boolean => {
  const at = wireProject.safeParse(node).data?.last_activity_at ?? null;
  return at === null || at >= lookedAt - quietDays * DAY_MILLISECONDS;
};

/** Notes a project of a list. Returns what a page keeps of it; null if nothing is new. */
function noteListed<Settings>(
  { state, reading }: Run<Settings>,
  look: Look,
  node: unknown,
  group: string | null,
): unknown {
  const noted = noteProject(state, node, group);
  if (noted === null) return keptProject(node);
  const { id, isNew } = noted;
  look.ids.add(id);
  if (isActive(state, node, reading.quietDays)) look.active.add(id);
  if (group !== null && !state.projects[id]?.isPublic) look.trusted.add(group);
  return isNew ? keptProject(node) : null;
}

/** Yields pages of projects that are new or shown otherwise. Throws where the token sees none. */
export async function* lookAtProjects<Settings extends ReadingSettings>(
  run: Run<Settings>,
): AsyncGenerator<Draft, Look> {
  const { api, settings, context } = run;
  const look: Look = { ids: new Set(), active: new Set(), trusted: new Set() };
  const unread: string[] = [];
  for await (const { nodes, group } of listProjects(api, settings, (why) => unread.push(why))) {
    const changed = nodes.flatMap((node) => noteListed(run, look, node, group) ?? []);
    const body = { place: api.place, nodes: changed };
    if (changed.length > 0) yield { kind: 'projects', body, items: changed.length };
  }
  for (const why of unread) context.log('warn', why);
  if (look.ids.size > 0) return look;
  throw new Error(
    unread[0] ??
      'The user of the token is a member of no project: make it one, and grant read_api.',
  );
}
