import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { jsonIn } from '../json-in.js';

const body = z.object({
  repository: z.object({ full_name: z.string() }),
  commit_status: z.object({ url: z.string().nullish() }).nullish(),
});

/** Addresses of pipelines, in their older form and now. */
const OF_PIPELINES = /\/pipelines\/(?:home#!\/)?results\//;

/** Reads a delivery. Bitbucket has no event of pipelines: the status of a commit says that one of them went on. */
export function open({ headers, body: bytes }: Delivery): Opened {
  const event = headers['x-event-key'] ?? '';
  if (!event.startsWith('repo:commit_status_')) return ignored(`Nothing is made of ${event}.`);
  const { data } = body.safeParse(jsonIn(Buffer.from(bytes).toString('utf8')));
  if (!data) return ignored('It names no repository.');
  return OF_PIPELINES.test(data.commit_status?.url ?? '')
    ? nudging(`newest/${data.repository.full_name}`)
    : ignored('It is the status of another tool.');
}
