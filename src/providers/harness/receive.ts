import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, trustBySecret } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import { nudgeOf } from './nudges.js';
import type { HarnessSettings } from './settings.js';

const text = z.string().min(1);
const shape = z.object({
  accountIdentifier: text.nullish(),
  orgIdentifier: text.nullish(),
  projectIdentifier: text.nullish(),
  planExecutionId: text.nullish(),
  stageIdentifier: text.nullish(),
  stepName: text.nullish(),
  nodeStatus: text.nullish(),
  eventType: text,
});

/** Returns what a notification says. A template of one's own may lack the wrapper. */
function saidIn(body: Uint8Array) {
  const value = jsonIn(new TextDecoder().decode(body));
  const wrapper = z.object({ eventData: z.unknown().optional() }).safeParse(value);
  const { data } = shape.safeParse(wrapper.data?.eventData ?? value);
  return data ?? null;
}

/** Verifies a delivery by the header with the secret, since Harness signs nothing, before anything of it is read. */
export function receive({ webhookSecret }: HarnessSettings, delivery: Delivery): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const trust = trustBySecret(webhookSecret, delivery.headers);
  if (trust !== 'TRUSTED') return { kind: 'REFUSED', reason: trust };
  const said = saidIn(delivery.body);
  if (!said) return { kind: 'REFUSED', reason: 'MALFORMED' };
  const { planExecutionId, eventType: event, stageIdentifier, stepName, nodeStatus } = said;
  const parts = [planExecutionId, event, stageIdentifier, stepName, nodeStatus];
  const id = planExecutionId
    ? parts.map((part) => part ?? '').join(' ')
    : digestOfBody(delivery.body);
  return { kind: 'ACCEPTED', id, event };
}

/** Returns which execution a delivery points at. Its instants are seconds and its words are not those of the API, so nothing else of it is read. */
export function open({ body }: Delivery): Opened {
  const said = saidIn(body);
  if (!said) return ignored('It is no notification of Harness.');
  const { accountIdentifier: account, orgIdentifier: organization } = said;
  const { projectIdentifier: id, planExecutionId: execution } = said;
  if (!(account && organization && id && execution))
    return ignored(`The event "${said.eventType}" names no execution.`);
  return nudging(nudgeOf({ account, organization, id, execution }));
}
