import { z } from 'zod';
import { jsonIn } from '../../json-in.js';
import type { SourceContext } from '../../provider.js';

const number = z.number().int();

/** Builds of a job that are still to be read: those below one number and above another. */
const gap = z.object({
  /** Null: from the newest. */
  below: number.nullable(),
  floor: number,
  /** When the build of the floor was; 0 where there is none. */
  floorAt: number,
  /** About how many builds the job has that are not below. */
  offset: number,
  /** How many slices in a row brought nothing further down. */
  stalls: number.default(0),
});
export type Gap = z.infer<typeof gap>;

const job = z.object({
  /** Number of the newest build that was seen, and when it was. */
  top: number,
  at: number,
  gaps: z.array(gap),
  /** Numbers of builds that had not ended. */
  open: z.array(number),
});
export type JobState = z.infer<typeof job>;

const state = z.object({
  version: z.literal(1),
  /** Older builds are not read. */
  since: number,
  /** By full name. */
  jobs: z.record(z.string(), job),
});
export type State = z.infer<typeof state>;

/** Returns the state that a cursor holds; one of another version begins from the beginning, which changes nothing known. */
export function readState(
  cursor: string | null,
  since: number,
  { log }: Pick<SourceContext, 'log'>,
): State {
  const beginning: State = { version: 1, since, jobs: {} };
  if (cursor === null) return beginning;
  const { data } = state.safeParse(jsonIn(cursor));
  if (data) return data;
  log('warn', 'The cursor is of another version: everything is read again.');
  return beginning;
}
