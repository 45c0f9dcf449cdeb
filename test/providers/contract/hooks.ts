import { createHmac, randomUUID } from 'node:crypto';
import type { Hook } from './tool.js';

let sent = 0;
/** Returns a body of its own, since equal bodies without an id are one delivery. */
const bodyOf = (content: object): string => {
  sent += 1;
  return JSON.stringify({ ...content, sent });
};

const signatureOf = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** Returns a webhook that is signed as Atlassian's tools do. */
export function signedHook(
  secret: string,
  content: object,
  headers: Readonly<Record<string, string>> = {},
): Hook {
  const body = bodyOf(content);
  return {
    body,
    headers: { ...headers, 'x-hub-signature': `sha256=${signatureOf(secret, body)}` },
  };
}

/** Returns a webhook that is signed as PagerDuty does. */
export function pagerdutyHook(secret: string, content: object): Hook {
  const body = bodyOf(content);
  return { body, headers: { 'x-pagerduty-signature': `v1=${signatureOf(secret, body)}` } };
}

/** Returns a webhook that is signed as GitHub does. */
export function githubHook(secret: string, event: string, content: object): Hook {
  const body = bodyOf(content);
  const signature = `sha256=${signatureOf(secret, body)}`;
  const own = { 'x-github-event': event, 'x-github-delivery': randomUUID() };
  return { body, headers: { ...own, 'x-hub-signature-256': signature } };
}

/** Returns a webhook that is signed as Harness Code does. */
export function harnessHook(secret: string, content: object): Hook {
  const body = bodyOf(content);
  return { body, headers: { 'x-harness-signature': signatureOf(secret, body) } };
}

/** Returns a webhook that brings the secret in a header; by default as a bearer token. */
export const openHook = (
  secret: string,
  content: object,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${secret}` },
): Hook => ({ body: bodyOf(content), headers });
