import { z } from 'zod';
import { looseMillisecondsInstant, millisecondsInstant, wireId } from '../wire-values.js';
import type { Naming } from './naming.js';

const text = z
  .string()
  .nullish()
  .transform((given) => given?.trim() || null);
const whole = z.number().int().nonnegative();
const count = z
  .number()
  .nullish()
  .transform((given) => (given && given > 0 ? given : 0));
const lines = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((all) => (all ?? []).flatMap((one) => item.safeParse(one).data ?? []));

const cause = z.object({
  _class: text,
  userId: text,
  userName: text,
  upstreamProject: text,
  upstreamBuild: z.number().int().nullish(),
  upstreamUrl: text,
});
export type WireCause = z.infer<typeof cause>;

const revision = z.object({
  SHA1: text,
  branch: lines(z.object({ name: text })),
});

/** Actions are of many kinds, and mostly empty: each is read for what it may hold. */
const action = z.object({
  _class: text,
  causes: lines(cause),
  lastBuiltRevision: revision.nullish().catch(null),
  remoteUrls: lines(z.string()),
  parameters: lines(z.object({ name: z.string(), value: z.unknown() })),
});
export type WireAction = z.infer<typeof action>;

const changeSet = z.object({
  items: lines(
    z.object({ commitId: text, timestamp: z.number().nullish().catch(null) }).catch({
      commitId: null,
      timestamp: null,
    }),
  ),
});

export const wireBuild = z.object({
  _class: text,
  number: whole,
  timestamp: millisecondsInstant,
  queueId: whole.nullish().catch(null),
  duration: count,
  building: z.boolean().nullish(),
  result: text,
  actions: lines(action),
  /** Present in builds of free-style jobs. */
  changeSet: changeSet.nullish().catch(null),
  /** Present in builds of pipelines. */
  changeSets: lines(changeSet),
});
export type WireBuild = z.infer<typeof wireBuild>;

export const wireStage = z.object({
  id: wireId,
  name: z.string().min(1),
  status: text,
  startTimeMillis: looseMillisecondsInstant,
  durationMillis: count,
});
export type WireStage = z.infer<typeof wireStage>;

/** The answer of `wfapi/describe`. */
export const wireRun = z.object({
  startTimeMillis: looseMillisecondsInstant,
  endTimeMillis: looseMillisecondsInstant,
  queueDurationMillis: count,
  stages: z
    .array(z.unknown())
    .nullish()
    .transform((stages) => stages ?? []),
});
export type WireRun = z.infer<typeof wireRun>;

/** The parts of a build that decide what is read next. */
export const listedBuild = z.object({
  _class: text,
  number: whole,
  timestamp: millisecondsInstant,
  queueId: whole.nullish().catch(null),
  building: z.boolean().nullish(),
  result: text,
  actions: lines(action),
});
export type ListedBuild = z.infer<typeof listedBuild>;

/** A job as it was listed, with what lies above it. */
export interface JobHead {
  readonly fullName: string;
  /** Path below the address of the server, such as `job/shop/job/deploy`. */
  readonly path: string;
  /** Full name of the multibranch job of a branch, else that of the job. */
  readonly pipeline: string;
  /** The branch that the job is of; null unless it lies in a multibranch job. */
  readonly branch: string | null;
  /** Full name of the folder; null at the top. */
  readonly project: string | null;
  /** Full name of the organisation folder above; null if there is none. */
  readonly organization: string | null;
}

export interface BuildNode {
  readonly job: JobHead;
  /** The build as it came, without parameters that nobody asks for. */
  readonly build: unknown;
  /** The answer of `wfapi/describe`; null where it was not asked or is not known. */
  readonly stages: unknown;
  /** Id of the run that started it; null if none did, or it is no more. */
  readonly parent: string | null;
}

export interface BuildsBody {
  readonly place: string;
  /** Address of the server. */
  readonly base: string;
  readonly naming: Naming;
  readonly builds: readonly BuildNode[];
}
