import { z } from 'zod';
import { parseJson } from '../http/answer.js';
import { looseIsoInstant } from '../wire-values.js';
import type { GitlabAccess } from './access.js';
import { type GitlabApi, MOST_PER_PAGE, readPages, UNREADABLE } from './api.js';

/** A project as GitLab lists it, in the parts that are read. */
export const wireProject = z.object({
  id: z.number(),
  path_with_namespace: z.string().min(1),
  web_url: z.string(),
  default_branch: z.string().nullish(),
  visibility: z.string().nullish(),
  last_activity_at: looseIsoInstant,
});
export type WireProject = z.infer<typeof wireProject>;

/** The parts of a project that are kept in pages. */
export const keptProject = (node: unknown): unknown => {
  const { id, path_with_namespace, web_url, default_branch } = (node ?? {}) as Partial<WireProject>;
  return { id, path_with_namespace, web_url, default_branch: default_branch ?? null };
};

export const isPublic = ({ visibility }: Pick<WireProject, 'visibility'>): boolean =>
  visibility === 'public';

/** A group's list says that a project is gone; that of a user's memberships may only hide it. */
export interface ListedProjects {
  readonly nodes: readonly unknown[];
  /** Full path of the group whose list it is; null if it is no group's. */
  readonly group: string | null;
}

const pathOf = (path: string): string => encodeURIComponent(path);

/** Yields pages by the last id, which has no end at 50,000 as offsets have. */
async function* readMemberships(api: GitlabApi): AsyncGenerator<ListedProjects> {
  const query = { membership: true, pagination: 'keyset', order_by: 'id', sort: 'asc' };
  for (let after: number | null = null; ; ) {
    const answer = await api.ask('projects', {
      query: { ...query, per_page: MOST_PER_PAGE, id_after: after },
    });
    const nodes = parseJson<readonly unknown[]>(answer);
    yield { nodes, group: null };
    const last = wireProject.safeParse(nodes.at(-1)).data?.id;
    if (nodes.length < MOST_PER_PAGE || last === undefined || last === after) return;
    after = last;
  }
}

type OnUnread = (message: string) => void;

async function* readGroup(
  api: GitlabApi,
  group: string,
  onUnread: OnUnread,
): AsyncGenerator<ListedProjects> {
  const query = { include_subgroups: true, with_shared: false, order_by: 'id', sort: 'asc' };
  let isSeen = false;
  for await (const { nodes } of readPages(api, `groups/${pathOf(group)}/projects`, { query })) {
    isSeen = true;
    yield { nodes, group };
  }
  if (!isSeen)
    onUnread(
      `GitLab shows no group ${group} to the token: correct its path, or make the user of the token a member.`,
    );
}

/** Reads one project by its path or its number; null where it is not shown. */
export async function readProject(api: GitlabApi, project: string | number) {
  const answer = await api.ask(`projects/${pathOf(String(project))}`, { allowed: UNREADABLE });
  return UNREADABLE.includes(answer.status) ? null : parseJson<unknown>(answer);
}

/**
 * Yields the projects that the settings mean. `onUnread` gets what is said of a group or a project that is not shown.
 * Throws what the client throws.
 */
export async function* listProjects(
  api: GitlabApi,
  { groups, projects }: GitlabAccess,
  onUnread: OnUnread,
): AsyncGenerator<ListedProjects> {
  if (groups.length === 0 && projects.length === 0) {
    yield* readMemberships(api);
    return;
  }
  for (const group of groups) yield* readGroup(api, group, onUnread);
  for (const path of projects) {
    const node = await readProject(api, path);
    if (node === null)
      onUnread(
        `GitLab shows no project ${path} to the token: correct its path, or make the user of the token a member.`,
      );
    else yield { nodes: [node], group: null };
  }
}
