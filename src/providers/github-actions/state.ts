import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';
import type { CollectContext } from '../provider.js';

/** Instants of the state are seconds, as GitHub's are. */
const seconds = z.number().int();

/** The runs before the first sync that are still to be read, the newest first. */
const backfill = z.object({
  /** The window that is read now; both ends belong to it. */
  from: seconds,
  until: seconds,
  page: z.number().int(),
});
export type Backfill = z.infer<typeof backfill>;

/** A list that is read from its newest entry down to `floor`, and how far. */
const place = z.object({
  list: z.enum(['RUNS', 'DEPLOYMENTS']),
  page: z.number().int(),
  floor: seconds,
});
export type Place = z.infer<typeof place>;

const repository = z.object({
  /** The full name that its runs were read under. */
  name: z.string().optional(),
  /** The repository as it was seen last: if it is private, and the list that contained it. */
  seen: z.object({ isPrivate: z.boolean(), list: z.string() }).optional(),
  /** Read through this instant; absent: through that of the whole state. */
  to: seconds.optional(),
  /** Absent if this pass has not begun with it, or is done with it. */
  at: place.optional(),
  runs: backfill.optional(),
  /** The next page of deployments, and how old those of the page before are. */
  deployments: z.object({ page: z.number().int(), until: seconds }).optional(),
  /** When the oldest run was created that had not ended: the next pass looks back to it. */
  openSince: seconds.optional(),
});
export type RepositoryState = z.infer<typeof repository>;

const state = z.object({
  version: z.literal(1),
  /** Older entries are not read. */
  since: seconds,
  /** All that changed before is read, but where a repository says otherwise. */
  to: seconds,
  /** When the last pass was that looked for late attempts. */
  lookedBackAt: seconds,
  pass: z.object({ now: seconds, looksBack: z.boolean() }).nullable(),
  /** The list of repositories that was reported last. */
  listed: z.string(),
  repositories: z.record(z.string(), repository),
});
export type State = z.infer<typeof state>;

export const secondsOf = (at: Instant): number => Math.floor(at / 1000);

/** Nobody's run is older: Actions began in October 2018. */
const FIRST_RUN = secondsOf(Date.UTC(2018, 9, 1));

type Beginning = Pick<CollectContext, 'cursor' | 'now' | 'since' | 'log'>;

const begin = ({ now, since }: Beginning): State => ({
  version: 1,
  since: Math.max(FIRST_RUN, since === null ? FIRST_RUN : secondsOf(since)),
  to: secondsOf(now),
  lookedBackAt: secondsOf(now),
  pass: null,
  listed: '',
  repositories: {},
});

/** Returns the state that a cursor holds; one that this version does not know begins from the beginning, which changes nothing known. */
export function readState(context: Beginning): State {
  if (context.cursor === null) return begin(context);
  const { data } = state.safeParse(jsonIn(context.cursor));
  if (data) return data;
  context.log('warn', 'The cursor is of another version: everything is read again.');
  return begin(context);
}
