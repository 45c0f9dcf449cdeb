import { z } from 'zod';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';
import type { CollectContext } from '../provider.js';
import type { HarnessSettings } from './settings.js';

/** A list that is read from its newest execution down, and how far. Instants are Harness' own. */
const walk = z.object({
  /** The oldest start that is read. */
  from: z.number(),
  /** When it began: the list is read whole up to then. */
  to: z.number(),
  /** The next page, from 0. */
  page: z.number().int(),
  /** The first execution of the page before, so that a page that comes again ends the walk. */
  first: z.string(),
  /** How old the last execution is that was read. */
  oldest: z.number(),
  /** A sweep takes only what ended since; null: everything. */
  endedSince: z.number().nullable(),
});
export type Walk = z.infer<typeof walk>;

const project = z.object({
  /** Everything that started before is read, apart from walks under way. */
  to: z.number(),
  /** When the last sweep began that is read whole. */
  sweptAt: z.number(),
  recent: walk.optional(),
  backfill: walk.optional(),
  /** Executions that had not ended: they are read again one by one. */
  open: z.array(z.string()),
});
export type ProjectState = z.infer<typeof project>;

const state = z.object({
  version: z.literal(1),
  /** The oldest start that is read of all projects. */
  since: z.number(),
  projects: z.record(z.string(), project),
});
export type State = z.infer<typeof state>;

/** Harness keeps executions for about as long. */
const USUAL_DAYS = 180;

type Beginning = Pick<CollectContext, 'cursor' | 'now' | 'since' | 'log'>;

const begin = ({ since: given }: HarnessSettings, { now, since }: Beginning): State => ({
  version: 1,
  since: given ?? since ?? now - USUAL_DAYS * DAY_MILLISECONDS,
  projects: {},
});

/** Returns the state that a cursor holds; one that this version does not know begins from the beginning, which changes nothing known. */
export function readState(settings: HarnessSettings, context: Beginning): State {
  if (context.cursor === null) return begin(settings, context);
  const { data } = state.safeParse(jsonIn(context.cursor));
  if (data) return data;
  context.log('warn', 'The cursor is of another version: everything is read again.');
  return begin(settings, context);
}

/** Returns a walk from the newest execution down. */
export const beginWalk = (from: Instant, to: Instant, endedSince: Instant | null = null): Walk => ({
  ...{ from, to, page: 0, first: '', oldest: to },
  endedSince,
});
