import { askIfThere, isAbsent } from './api.js';
import {
  grantRead,
  listRepositories,
  pathOf,
  type RawRepository,
  warnOfUnseen,
} from './repositories.js';
import { bodyOf, type Draft, digestOf, type Run } from './run.js';
import type { RepositoryState } from './state.js';

interface RawBranch {
  readonly displayId?: string | null;
}

/** Reads the name of the default branch; null if the repository is empty. */
export async function readBranch(
  { server }: Pick<Run, 'server'>,
  { project, slug }: RawRepository,
): Promise<string | null> {
  const path = pathOf({ project: project.key, slug });
  const branch = await askIfThere<RawBranch>(server, `${path}/branches/default`);
  return isAbsent(branch) ? null : (branch.displayId ?? null);
}

const beginning: Omit<RepositoryState, 'id' | 'project' | 'slug' | 'shown' | 'branch'> = {
  seen: null,
  back: 0,
  pulls: {},
  tags: {},
  hasTags: false,
};

/** Notes a repository; returns it with its branch where its fact is another than before. */
async function note(run: Run, raw: RawRepository) {
  const { state, context } = run;
  const known = state.repositories[raw.id];
  const listed = digestOf(raw);
  run.there.add(raw.id);
  // The list does not say which branch is the default one: a sweep asks again.
  if (known?.shown.startsWith(`${listed} `) && context.pass !== 'SWEEP') return [];
  const branch = await readBranch(run, raw);
  const shown = `${listed} ${branch ?? ''}`;
  const rest = known ?? structuredClone(beginning);
  state.repositories[raw.id] = {
    ...rest,
    id: raw.id,
    project: raw.project.key,
    slug: raw.slug,
    shown,
    branch,
  };
  return known?.shown === shown ? [] : [{ repository: raw, branch }];
}

export const repositoriesDraft = (
  { server }: Pick<Run, 'server'>,
  nodes: readonly object[],
): Draft => ({
  kind: 'repositories',
  body: bodyOf({ place: server.place, nodes }),
  items: nodes.length,
});

/** Yields pages of the repositories that are new or changed. Throws where the account sees none. */
export async function* lookAtRepositories(run: Run): AsyncGenerator<Draft> {
  const { server, settings, context } = run;
  const unseen: string[] = [];
  for await (const page of listRepositories(server, settings, unseen)) {
    const nodes: object[] = [];
    for (const raw of page) if (!run.there.has(raw.id)) nodes.push(...(await note(run, raw)));
    if (nodes.length > 0) yield repositoriesDraft(run, nodes);
  }
  warnOfUnseen(unseen, context.log);
  if (run.there.size === 0) throw new Error(`The account reads no repository: ${grantRead}.`);
}
