import { entriesOf } from '../setting-values.js';
import { type JiraSite, readList } from './api.js';
import type { JiraSettings } from './settings.js';

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Keys that lead to it, those that it had before among them. */
  readonly projectKeys?: readonly string[] | null;
}
const expand = 'projectKeys';

/** Reads the projects that the account may browse. */
async function visibleProjects({ client, api, edition }: JiraSite): Promise<readonly Project[]> {
  if (edition === 'DATA_CENTER')
    return client.askJson<readonly Project[]>(`${api}/project`, { query: { expand } });
  return readList<Project>(client, `${api}/project/search`, { orderBy: 'key', expand });
}

/** Returns the keys that projects had before, by their ids. */
export const formerKeysOf = (
  projects: readonly Project[],
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    projects.flatMap(({ id, key, projectKeys }) => {
      const former = (projectKeys ?? []).filter((one) => one !== key).sort();
      return former.length > 0 ? [[id, former]] : [];
    }),
  );

const isNamed = ({ id, key }: Project, word: string): boolean =>
  id === word || key.toLowerCase() === word.toLowerCase();

/** Reads the projects that the settings name, or all that the account may browse. */
export async function selectProjects(site: JiraSite, settings: JiraSettings) {
  const visible = await visibleProjects(site);
  const words = entriesOf(settings.projects);
  if (words.length === 0) return { projects: visible, unseen: [] };
  return {
    projects: visible.filter((project) => words.some((word) => isNamed(project, word))),
    /** Keys that the settings name and the account does not see. */
    unseen: words.filter((word) => !visible.some((project) => isNamed(project, word))),
  };
}
