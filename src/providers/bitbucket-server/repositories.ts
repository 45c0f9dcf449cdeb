import type { SourceContext } from '../provider.js';
import { askIfThere, type BitbucketServer, isAbsent, type ListPage, readPage } from './api.js';
import type { BitbucketServerSettings } from './settings.js';

/** A repository as lists have it, in the parts by which it is chosen and asked for. */
export interface RawRepository {
  readonly id: number;
  readonly slug: string;
  readonly name?: string | null;
  readonly project: { readonly key: string; readonly type?: string | null };
}
/** The parts of its address. */
export interface Path {
  readonly project: string;
  readonly slug: string;
}

export const pathOf = ({ project, slug }: Path): string =>
  `/projects/${encodeURIComponent(project)}/repos/${encodeURIComponent(slug)}`;

const isRepository = (given: unknown): given is RawRepository => {
  const { id, slug, project } = (given ?? {}) as Partial<RawRepository>;
  return typeof id === 'number' && typeof slug === 'string' && typeof project?.key === 'string';
};

const equals = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const isNothingNamed = ({ projects, repositories }: BitbucketServerSettings): boolean =>
  projects.length + repositories.length === 0;

const isPersonal = ({ project }: RawRepository): boolean =>
  project.type === 'PERSONAL' || project.key.startsWith('~');

/** Returns true if the settings mean a repository. */
export function isSelected(settings: BitbucketServerSettings, given: RawRepository): boolean {
  if (isNothingNamed(settings)) return settings.personal || !isPersonal(given);
  const { key } = given.project;
  const name = `${key}/${given.slug}`;
  return (
    settings.projects.some((one) => equals(one, key)) ||
    settings.repositories.some((one) => equals(one, name))
  );
}

const AT_ONCE = 100;

interface List {
  /** Name for the user. */
  readonly name: string;
  readonly read: (start: number) => Promise<ListPage<unknown> | 'HIDDEN' | 'GONE'>;
}

function listsOf(server: BitbucketServer, settings: BitbucketServerSettings): List[] {
  const query = { limit: AT_ONCE };
  if (isNothingNamed(settings))
    return [
      {
        name: 'All repositories',
        read: (start) => readPage(server, '/repos', { ...query, archived: 'ALL' }, start),
      },
    ];
  const ofProjects = settings.projects.map((key) => ({
    name: `Project ${key}`,
    read: (start: number) =>
      readPage(server, `/projects/${encodeURIComponent(key)}/repos`, query, start),
  }));
  const single = settings.repositories.map((name) => ({
    name: `Repository ${name}`,
    read: async () => {
      const [project = '', slug = ''] = name.split('/');
      const found = await askIfThere<unknown>(server, pathOf({ project, slug }));
      return isAbsent(found) ? found : { values: [found], next: null };
    },
  }));
  return [...ofProjects, ...single];
}

/** Yields the repositories that the settings name, page by page; those that cannot be read are noted in `unseen`. */
export async function* listRepositories(
  server: BitbucketServer,
  settings: BitbucketServerSettings,
  unseen: string[],
): AsyncGenerator<readonly RawRepository[]> {
  for (const { name, read } of listsOf(server, settings))
    for (let start: number | null = 0; start !== null; ) {
      const page: ListPage<unknown> | 'HIDDEN' | 'GONE' = await read(start);
      if (isAbsent(page)) {
        unseen.push(name);
        break;
      }
      yield page.values
        .filter(isRepository)
        .filter((one) => !isNothingNamed(settings) || isSelected(settings, one));
      start = page.next;
    }
}

/** The advice for an account that sees nothing. */
export const grantRead =
  'grant it "Repository read" (REPO_READ) or "Project read" (PROJECT_READ), or correct the keys';

export const warnOfUnseen = (unseen: readonly string[], log: SourceContext['log']): void => {
  if (unseen.length > 0)
    log('warn', `The account does not see ${unseen.join(', ')}: ${grantRead}.`);
};
