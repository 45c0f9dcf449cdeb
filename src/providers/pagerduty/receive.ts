import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, isSignedBy } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import type { PagerdutySettings } from './settings.js';

const identified = z.object({ id: z.string().min(1) });
const body = z.object({
  event: z.object({
    event_type: z.string().min(1),
    data: z
      .object({ id: z.string(), type: z.string(), incident: identified.nullish().catch(null) })
      .partial()
      .nullish()
      .catch(null),
  }),
});

const parsed = (bytes: Uint8Array) =>
  body.safeParse(jsonIn(Buffer.from(bytes).toString('utf8'))).data?.event ?? null;

/** While a secret is rotated, PagerDuty signs with the old one and with the new one. */
const signaturesIn = (header: string): readonly string[] =>
  header.split(',').flatMap((entry) => /^v1=([0-9a-f]{64})$/i.exec(entry.trim())?.[1] ?? []);

/** Verifies a delivery over its raw body, before anything of it is read. */
export function receive({ webhookSecret }: PagerdutySettings, delivery: Delivery): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const header = delivery.headers['x-pagerduty-signature'];
  if (header === undefined) return { kind: 'REFUSED', reason: 'UNSIGNED' };
  const isTrusted = signaturesIn(header).some((given) =>
    isSignedBy(webhookSecret, delivery.body, given),
  );
  if (!isTrusted) return { kind: 'REFUSED', reason: 'WRONG_SIGNATURE' };
  const event = parsed(delivery.body);
  if (event === null) return { kind: 'REFUSED', reason: 'MALFORMED' };
  const id = delivery.headers['x-webhook-id']?.trim();
  return { kind: 'ACCEPTED', id: id || digestOfBody(delivery.body), event: event.event_type };
}

/** Returns which incident a delivery points at. Its body lacks log entries and alerts, so all is read by id. */
export function open({ body: bytes }: Delivery): Opened {
  const event = parsed(bytes);
  if (event === null) return ignored('It is no event of PagerDuty.');
  const { event_type: type, data } = event;
  if (!type.startsWith('incident.')) return ignored(`Nothing is made of ${type}.`);
  const id = data?.type === 'incident' ? data.id : data?.incident?.id;
  return id && /^\w+$/.test(id)
    ? nudging(`incident/${id}`)
    : ignored('It names nothing that can be read.');
}
