import { z } from 'zod';
import { hookBody } from '../azure-api/receive.js';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { jsonIn } from '../json-in.js';

const NAMELESS = 'It names nothing that can be read: send all details of the resource.';

/** The project stands beside the resource. */
const containers = z.object({
  resourceContainers: z.object({ project: z.object({ id: z.string() }) }),
});
const build = z.object({ id: z.number(), project: z.object({ id: z.string() }).nullish() });
/** A run, a stage or a job of a YAML pipeline. */
const run = z.object({ run: z.object({ id: z.number() }) });
const runBeside = z.object({ runId: z.number() });
const release = z.object({ release: z.object({ id: z.number() }) });
const deployed = z.object({
  deployment: z.object({ release: z.object({ id: z.number() }) }).optional(),
  environment: z.object({ releaseId: z.number() }).optional(),
});

const buildIn = (resource: unknown): number | undefined =>
  build.safeParse(resource).data?.id ??
  run.safeParse(resource).data?.run.id ??
  runBeside.safeParse(resource).data?.runId;

function releaseIn(resource: unknown): number | undefined {
  const { deployment, environment } = deployed.safeParse(resource).data ?? {};
  const named = release.safeParse(resource).data?.release.id;
  return deployment?.release.id ?? environment?.releaseId ?? named;
}

const readers: readonly (readonly [RegExp, string, (resource: unknown) => number | undefined])[] = [
  [/^build\.complete$/, 'build', buildIn],
  [/^ms\.vss-pipelines\..*(?:run|stage|job)-state-changed-event$/, 'build', buildIn],
  [/^ms\.vss-release\.(?:release|deployment)-.*-event$/, 'release', releaseIn],
];

/** Returns what a delivery points at: its body lacks stages and commits, so that all is read by id. */
export function open(delivery: Delivery): Opened {
  const body = hookBody(delivery);
  if (body === null) return ignored('It is no event of Azure DevOps.');
  const reader = readers.find(([event]) => event.test(body.eventType));
  if (!reader) return ignored(`Nothing is made of ${body.eventType}.`);
  const [, what, read] = reader;
  const beside = containers.safeParse(jsonIn(Buffer.from(delivery.body).toString('utf8'))).data;
  const project =
    build.safeParse(body.resource).data?.project?.id ?? beside?.resourceContainers.project.id;
  const id = read(body.resource);
  if (project === undefined || id === undefined) return ignored(NAMELESS);
  return nudging(`${what}/${project}/${id}`);
}
