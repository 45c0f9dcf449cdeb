import { z } from 'zod';
import { followOffsets } from '../http/paging.js';
import type { HarnessAccess } from './access.js';
import { dataOf, type HarnessAccount } from './api.js';

/** A project of an organisation. Identifiers are unique within it, in their own case. */
export interface Project {
  readonly organization: string;
  readonly id: string;
  readonly name: string;
}

const PROJECTS_A_PAGE = 100;

const listed = z.object({
  project: z.object({
    orgIdentifier: z.string().min(1),
    identifier: z.string().min(1),
    name: z.string().nullish(),
  }),
});
const page = z.object({ content: z.array(z.unknown()).nullish() });

const projectIn = (value: unknown): Project[] => {
  const { data } = listed.safeParse(value);
  if (!data) return [];
  const { orgIdentifier: organization, identifier: id, name } = data.project;
  return [{ organization, id, name: name || id }];
};

/** The name by which settings and cursors know a project. */
export const keyOf = ({ organization, id }: Pick<Project, 'organization' | 'id'>): string =>
  `${organization}/${id}`;

/** True if the settings include a project. */
export const isIncluded = (
  { organizations, projects }: Pick<HarnessAccess, 'organizations' | 'projects'>,
  project: Pick<Project, 'organization' | 'id'>,
): boolean =>
  (organizations.length === 0 && projects.length === 0) ||
  organizations.includes(project.organization) ||
  projects.includes(keyOf(project));

const byKey = (left: Project, right: Project): number => (keyOf(left) < keyOf(right) ? -1 : 1);

/** Returns all projects that the token sees, in the order of their keys. */
export async function readProjects({ client }: HarnessAccount): Promise<readonly Project[]> {
  const found = new Map<string, Project>();
  const pages = followOffsets(
    client,
    'ng/api/projects',
    (offset) => ({
      query: { pageIndex: Math.ceil(offset / PROJECTS_A_PAGE), pageSize: PROJECTS_A_PAGE },
    }),
    (value) => {
      const { data } = z.object({ data: page }).safeParse(value);
      const items = data?.data.content?.length ?? 0;
      return { items, isLast: items < PROJECTS_A_PAGE };
    },
  );
  for await (const { answer } of pages)
    for (const project of (page.parse(dataOf(answer)).content ?? []).flatMap(projectIn))
      found.set(keyOf(project), project);
  return [...found.values()].sort(byKey);
}
