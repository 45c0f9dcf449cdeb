import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, isAuthorizedBy, isSignedBy } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import { readNudge } from './nudge.js';
import type { BitbucketServerSettings } from './settings.js';

const repository = z.object({ slug: z.string(), project: z.object({ key: z.string() }) });
const body = z.object({
  eventKey: z.string().nullish(),
  test: z.boolean().nullish(),
  repository: repository.nullish(),
  new: repository.nullish(),
  pullRequest: z.object({ id: z.number(), toRef: z.object({ repository }) }).nullish(),
  changes: z.array(z.object({ ref: z.object({ type: z.string().nullish() }) })).nullish(),
});
type Body = z.infer<typeof body>;
type Repository = z.infer<typeof repository>;

const parsed = (bytes: Uint8Array): Body | null =>
  body.safeParse(jsonIn(Buffer.from(bytes).toString('utf8'))).data ?? null;

const eventOf = ({ headers }: Delivery, given: Body | null): string | null =>
  headers['x-event-key']?.trim() || given?.eventKey || null;

type Trust = 'TRUSTED' | 'UNSIGNED' | 'WRONG_SIGNATURE';

/** Versions that sign nothing log in: by Basic, or by a header that a proxy adds. */
function trustOf(secret: string, { headers, body: bytes }: Delivery): Trust {
  const signature = headers['x-hub-signature'];
  const { authorization } = headers;
  if (signature === undefined && authorization === undefined) return 'UNSIGNED';
  const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(signature?.trim() ?? '') ?? [];
  const isRight =
    signature === undefined
      ? isAuthorizedBy(secret, authorization ?? '')
      : given !== undefined && isSignedBy(secret, bytes, given);
  return isRight ? 'TRUSTED' : 'WRONG_SIGNATURE';
}

/** Verifies a delivery over its raw body, before anything of it is read. */
export function receive({ webhookSecret }: BitbucketServerSettings, delivery: Delivery): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const trust = trustOf(webhookSecret, delivery);
  if (trust !== 'TRUSTED') return { kind: 'REFUSED', reason: trust };
  const event = eventOf(delivery, parsed(delivery.body));
  if (event === null) return { kind: 'REFUSED', reason: 'MALFORMED' };
  // One request of a user may cause several events.
  const request = delivery.headers['x-request-id']?.trim();
  const digest = digestOfBody(delivery.body);
  return { kind: 'ACCEPTED', id: request ? `${request} ${event} ${digest}` : digest, event };
}

function pointAt(what: string, { slug, project }: Repository, number?: number): Opened {
  const nudge = [what, project.key, slug, ...(number === undefined ? [] : [number])].join('/');
  return readNudge(nudge) ? nudging(nudge) : ignored('It names nothing that can be read.');
}

/** Returns what a delivery points at. Its body lacks the history, so all is read again by id; deletions are looked up, too. */
export function open(delivery: Delivery): Opened {
  const given = parsed(delivery.body);
  const event = eventOf(delivery, given);
  if (!given || event === null) return ignored('It is no event of Bitbucket.');
  const { pullRequest, repository: own, new: renamed, changes } = given;
  if (event.startsWith('pr:') && pullRequest)
    return pointAt('pull', pullRequest.toRef.repository, pullRequest.id);
  if (event === 'repo:modified' && renamed) return pointAt('repository', renamed);
  if (event !== 'repo:refs_changed' || !own) return ignored(`Nothing is made of ${event}.`);
  return changes?.some(({ ref }) => ref.type === 'TAG')
    ? pointAt('tags', own)
    : ignored('It concerns branches alone.');
}
