import { z } from 'zod';
import { withoutBraces } from '../bitbucket-api/ids.js';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { jsonIn } from '../json-in.js';

const reference = z.object({ type: z.string().nullish() }).nullish();
const body = z.object({
  repository: z
    .object({ full_name: z.string(), uuid: z.string().transform(withoutBraces) })
    .nullish(),
  pullrequest: z.object({ id: z.number() }).nullish(),
  push: z
    .object({ changes: z.array(z.object({ new: reference, old: reference })).nullish() })
    .nullish(),
});
type Body = z.infer<typeof body>;
type Repository = NonNullable<Body['repository']>;

/** A delivery lacks the lists of a pull request: it is read whole. */
const pullRequest = ({ pullrequest }: Body, { full_name: name }: Repository): Opened =>
  pullrequest ? nudging(`pull/${name}/${pullrequest.id}`) : ignored('It names no pull request.');

function push({ push: pushed }: Body, { full_name: name, uuid }: Repository): Opened {
  const isOfTag = (pushed?.changes ?? []).some(
    ({ new: now, old }) => now?.type === 'tag' || old?.type === 'tag',
  );
  return isOfTag ? nudging(`tags/${name}/${uuid}`) : ignored('It concerns branches alone.');
}

/** Reads a delivery that was verified: it only says what to read again. */
export function open({ headers, body: bytes }: Delivery): Opened {
  const event = headers['x-event-key'] ?? '';
  const { data: given } = body.safeParse(jsonIn(Buffer.from(bytes).toString('utf8')));
  if (!given) return ignored('It is no event of Bitbucket.');
  const { repository } = given;
  if (!repository) return ignored('It names no repository.');
  const { full_name: name, uuid } = repository;
  if (event.startsWith('pullrequest:')) return pullRequest(given, repository);
  if (event === 'repo:push') return push(given, repository);
  if (event === 'repo:deleted') return nudging(`deleted/${name}/${uuid}`);
  if (['repo:updated', 'repo:transfer', 'repo:created', 'repo:imported'].includes(event))
    return nudging(`repository/${name}/${uuid}`);
  return ignored(`Nothing is made of ${event}.`);
}
