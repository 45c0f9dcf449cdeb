import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { jsonIn } from '../json-in.js';
import { nudgeOf } from './nudges.js';

const numbered = z.object({ id: z.number() });
const body = z.object({
  repository: z.object({ full_name: z.string() }),
  workflow_run: numbered.nullish(),
  workflow_job: z.object({ run_id: z.number() }).nullish(),
  deployment: numbered.nullish(),
});
type Body = z.infer<typeof body>;

/**
 * The pointers in each event. No event holds its fact whole: runs lack their jobs, deployments
 * their history.
 */
const pointers: Readonly<
  Record<string, (body: Body) => readonly ['run' | 'deployment', number] | null>
> = {
  workflow_run: ({ workflow_run: run }) => (run ? ['run', run.id] : null),
  workflow_job: ({ workflow_job: job }) => (job ? ['run', job.run_id] : null),
  deployment: ({ deployment }) => (deployment ? ['deployment', deployment.id] : null),
  deployment_status: ({ deployment }) => (deployment ? ['deployment', deployment.id] : null),
};

function parsed(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  // A webhook that is not set to JSON sends a form with the JSON in it.
  const json = text.startsWith('payload=') ? new URLSearchParams(text).get('payload') : text;
  return jsonIn(json ?? '');
}

/** Reads a delivery: it says which run or deployment changed. */
export function open({ headers, body: bytes }: Delivery): Opened {
  const event = headers['x-github-event'] ?? '';
  if (event === 'ping') return ignored('GitHub tries the webhook out.');
  const pointer = Object.hasOwn(pointers, event) ? pointers[event] : undefined;
  if (!pointer) return ignored(`Events of the kind "${event}" say nothing of runs or deployments.`);
  const { data } = body.safeParse(parsed(bytes));
  const found = data ? pointer(data) : null;
  if (!(data && found)) return ignored(`The event "${event}" names no run and no deployment.`);
  return nudging(nudgeOf(found[0], data.repository.full_name, found[1]));
}
