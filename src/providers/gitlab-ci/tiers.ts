import { type GitlabApi, readPages } from '../gitlab-api/api.js';

type Tiers = Promise<ReadonlyMap<number, string | null>>;

interface Environment {
  readonly id?: unknown;
  readonly tier?: unknown;
}

async function readTiers(api: GitlabApi, project: number): Tiers {
  const tiers = new Map<number, string | null>();
  for await (const { nodes } of readPages(api, `projects/${project}/environments`))
    for (const { id, tier } of nodes as readonly Environment[])
      if (typeof id === 'number') tiers.set(id, typeof tier === 'string' ? tier : null);
  return tiers;
}

/** One list a run and project, and none where nothing was deployed. */
const known = new WeakMap<GitlabApi, Map<number, Tiers>>();

/** Returns the tier of an environment; null of old ones, which have none. */
export async function tierOf(
  api: GitlabApi,
  project: number,
  environment: number,
): Promise<string | null> {
  const tiers = known.get(api) ?? new Map<number, Tiers>();
  known.set(api, tiers);
  const listed = tiers.get(project) ?? readTiers(api, project);
  tiers.set(project, listed);
  return (await listed).get(environment) ?? null;
}
