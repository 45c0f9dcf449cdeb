import { z } from 'zod';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';
import type { CollectContext } from '../provider.js';
import type { CodeSettings } from './settings.js';

/** A list of pull requests that is read from its first page on. Instants are Harness' own. */
const walk = z.object({
  /** The instant of the oldest change that is read. */
  from: z.number(),
  /** When it began: everything is read up to then once it has ended. */
  to: z.number(),
  /** The next page, from 1. */
  page: z.number().int(),
});
export type Walk = z.infer<typeof walk>;

const repository = z.object({
  /** The path that its pull requests were read under. */
  path: z.string(),
  to: z.number(),
  recent: walk.optional(),
  backfill: walk.optional(),
  /** Numbers of open pull requests, which a sweep reads again. */
  open: z.array(z.number()),
  /** The next of them in a sweep under way. */
  swept: z.number().optional(),
});
export type RepositoryState = z.infer<typeof repository>;

const state = z.object({
  version: z.literal(1),
  since: z.number(),
  /** The list of repositories that was reported last. */
  listed: z.string(),
  /** By the number of the repository. */
  repositories: z.record(z.string(), repository),
});
export type State = z.infer<typeof state>;

const USUAL_DAYS = 180;

type Beginning = Pick<CollectContext, 'cursor' | 'now' | 'since' | 'log'>;

const begin = ({ since: given }: CodeSettings, { now, since }: Beginning): State => ({
  ...{ version: 1, listed: '', repositories: {} },
  since: given ?? since ?? now - USUAL_DAYS * DAY_MILLISECONDS,
});

/** Returns the state that a cursor holds; one that this version does not know begins from the beginning, which changes nothing known. */
export function readState(settings: CodeSettings, context: Beginning): State {
  if (context.cursor === null) return begin(settings, context);
  const { data } = state.safeParse(jsonIn(context.cursor));
  if (data) return data;
  context.log('warn', 'The cursor is of another version: everything is read again.');
  return begin(settings, context);
}

export const beginWalk = (from: Instant, to: Instant): Walk => ({ from, to, page: 1 });
