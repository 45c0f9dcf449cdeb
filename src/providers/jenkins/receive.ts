import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, isAuthorizedBy } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import { pathOf } from './jobs.js';
import type { JenkinsSettings } from './settings.js';

/** The form of the plugin Notification, in which a step of a pipeline may send, too. */
const notification = z.object({
  build: z.object({
    full_url: z.string().nullish(),
    url: z.string().nullish(),
    number: z.number().int().nullish(),
    phase: z.string().nullish(),
  }),
});

const bodyOf = (body: Uint8Array): unknown => jsonIn(Buffer.from(body).toString('utf8'));

/** Verifies a delivery. Jenkins signs nothing: the plugin sends the secret as a header. */
export function receive({ webhookSecret }: JenkinsSettings, { headers, body }: Delivery): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const { authorization } = headers;
  if (authorization === undefined) return { kind: 'REFUSED', reason: 'UNSIGNED' };
  if (!isAuthorizedBy(webhookSecret, authorization))
    return { kind: 'REFUSED', reason: 'WRONG_SIGNATURE' };
  const { data } = notification.safeParse(bodyOf(body));
  if (!data) return { kind: 'REFUSED', reason: 'MALFORMED' };
  // Each phase is a delivery of its own; the plugin repeats none.
  return { kind: 'ACCEPTED', id: digestOfBody(body), event: data.build.phase ?? 'build' };
}

/** Returns the path of a build, such as `job/shop/job/main/12`. */
function buildPathOf(address: string): string | null {
  const [, job, number] = /^(.*)\/(\d+)\/?$/.exec(address) ?? [];
  const path = job === undefined ? null : pathOf(`/${job.replace(/^\/+/, '')}`);
  return path === null ? null : `${path}/${number}`;
}

/** Returns which build a delivery points at. Its body lacks what the build was made of, so the build is read. */
export function open({ body }: Delivery): Opened {
  const { data } = notification.safeParse(bodyOf(body));
  if (!data) return ignored('It is no notification of a build.');
  const { full_url: whole, url, phase } = data.build;
  const own = url ? buildPathOf(url) : null;
  const pathname = whole ? URL.parse(whole)?.pathname : undefined;
  const found = own ?? (pathname ? buildPathOf(pathname) : null);
  if (phase === 'QUEUED' || found === null) return ignored('It names no build that can be read.');
  return nudging(`build/${found}`);
}
