import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, isSignedBy } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import { nudgeOf } from './nudges.js';
import type { CodeSettings } from './settings.js';

/** Hexadecimal, without the name of the algorithm before it. */
const SIGNATURE = /^[0-9a-f]{64}$/i;

const shape = z.object({
  trigger: z.string().min(1),
  repo: z.object({ path: z.string().min(1) }),
  pull_req: z.object({ number: z.number().int().positive() }).nullish(),
});

const saidIn = (body: Uint8Array) =>
  shape.safeParse(jsonIn(new TextDecoder().decode(body))).data ?? null;

/** Verifies a delivery over its raw body by `X-Harness-Signature`, in constant time. */
export function receive(
  { webhookSecret: secret }: CodeSettings,
  { headers, body }: Delivery,
): Received {
  if (secret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const signature = headers['x-harness-signature']?.trim() ?? '';
  if (signature === '') return { kind: 'REFUSED', reason: 'UNSIGNED' };
  if (!(SIGNATURE.test(signature) && isSignedBy(secret, body, signature)))
    return { kind: 'REFUSED', reason: 'WRONG_SIGNATURE' };
  const said = saidIn(body);
  if (!said) return { kind: 'REFUSED', reason: 'MALFORMED' };
  const id = headers['x-harness-webhook-execution-id']?.trim() || digestOfBody(body);
  return { kind: 'ACCEPTED', id, event: said.trigger };
}

/** Returns which pull request a delivery points at. Its body lacks reviews, comments and commits. */
export function open({ body }: Delivery): Opened {
  const said = saidIn(body);
  if (!said) return ignored('It is no event of Harness Code.');
  return said.pull_req
    ? nudging(nudgeOf(said.repo.path, said.pull_req.number))
    : ignored(`The event "${said.trigger}" names no pull request.`);
}
