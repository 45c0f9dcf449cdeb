import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import type { KnownRepository } from '../bitbucket-api/look.js';
import { jsonIn } from '../json-in.js';

const list = z.object({
  /** All that is dated up to this instant is read, or is about to be by the backfill; null before the first page. */
  seen: z.number().nullable(),
  /** Where the backfill goes on; null at its beginning. */
  next: z.string().nullable(),
  isWhole: z.boolean(),
  /** Entries that the next run meets again, or asks for since they go on: by Bitbucket's own id. */
  recent: z.record(
    z.string(),
    z.object({ digest: z.string(), at: z.number(), isOpen: z.boolean() }),
  ),
});
/** How far a list of a repository is read. */
export type ListState = z.infer<typeof list>;

const repository = z.object({
  name: z.string(),
  isPrivate: z.boolean(),
  list: z.string(),
  digest: z.string().nullable(),
  updated: z.string().nullable(),
  pipelines: list,
  deployments: list,
});
export type RepositoryState = z.infer<typeof repository>;

const state = z.object({
  version: z.literal(1),
  /** How far back the backfill reads. */
  since: z.number(),
  /** By Bitbucket's own id, without braces. */
  repositories: z.record(z.string(), repository),
});
/** The contents of a cursor. */
export type State = z.infer<typeof state>;

const beginning = (): ListState => ({ seen: null, next: null, isWhole: false, recent: {} });
const restarted = (before: ListState): ListState => ({ ...before, next: null, isWhole: false });

/** Returns a repository with how far it is read. One with another name is read again, since runs hold the name of their project. */
export function noted(
  place: KnownRepository,
  before: RepositoryState | undefined,
): RepositoryState {
  if (!before) return { ...place, pipelines: beginning(), deployments: beginning() };
  if (before.name === place.name) return { ...before, ...place };
  const { pipelines, deployments } = before;
  return { ...place, pipelines: restarted(pipelines), deployments: restarted(deployments) };
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return { version: 1, since, repositories: {} };
  if (since >= data.since) return data;
  const repositories = Object.entries(data.repositories).map(([uuid, { ...known }]) => {
    known.pipelines = restarted(known.pipelines);
    known.deployments = restarted(known.deployments);
    return [uuid, known] as const;
  });
  return { ...data, since, repositories: Object.fromEntries(repositories) };
}
