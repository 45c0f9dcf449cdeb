import { type Delivery, ignored, nudging, type Opened, type Received } from '../delivery.js';
import { digestOfBody, isAuthorizedBy, isSignedBy } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import type { JiraSettings } from './settings.js';

interface Body {
  readonly webhookEvent?: unknown;
  readonly issue?: { readonly id?: unknown } | null;
  readonly sprint?: { readonly id?: unknown } | null;
  readonly version?: { readonly id?: unknown; readonly projectId?: unknown } | null;
}

function parsed(body: Uint8Array): Body | null {
  const value = jsonIn(Buffer.from(body).toString('utf8'));
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}

const eventOf = (body: Body | null): string | null =>
  typeof body?.webhookEvent === 'string' && body.webhookEvent !== '' ? body.webhookEvent : null;

type Trust = 'TRUSTED' | 'UNSIGNED' | 'WRONG_SIGNATURE';

function trustOf(secret: string, { headers, body }: Delivery): Trust {
  const signature = headers['x-hub-signature'];
  const authorization = headers.authorization;
  const trustIf = (isRight: boolean): Trust => (isRight ? 'TRUSTED' : 'WRONG_SIGNATURE');
  if (signature !== undefined) {
    const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(signature.trim()) ?? [];
    return trustIf(given !== undefined && isSignedBy(secret, body, given));
  }
  if (authorization === undefined) return 'UNSIGNED';
  // A user or proxy sends the secret where Jira itself signs nothing.
  return trustIf(isAuthorizedBy(secret, authorization));
}

/** Verifies a delivery over its raw body, before anything of it is read. */
export function receive({ webhookSecret }: JiraSettings, delivery: Delivery): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const trust = trustOf(webhookSecret, delivery);
  if (trust !== 'TRUSTED') return { kind: 'REFUSED', reason: trust };
  const event = eventOf(parsed(delivery.body));
  if (event === null) return { kind: 'REFUSED', reason: 'MALFORMED' };
  const id = delivery.headers['x-atlassian-webhook-identifier']?.trim();
  return { kind: 'ACCEPTED', id: id || digestOfBody(delivery.body), event };
}

const idOf = (of: { readonly id?: unknown } | null | undefined): string | null =>
  /^\d+$/.test(String(of?.id)) ? String(of?.id) : null;

const nudge = (kind: string, id: string | null): Opened =>
  id === null ? ignored('It names nothing that can be read.') : nudging(`${kind}/${id}`);

/** A version is looked up in the list of its project. */
function deletedVersion(version: Body['version']): Opened {
  const project = idOf({ id: version?.projectId });
  const id = idOf(version);
  return nudge('deleted-version', project === null || id === null ? null : `${id}/${project}`);
}

const ofIssues = ['jira:issue_created', 'jira:issue_updated'];
const ofSprints = ['sprint_created', 'sprint_updated', 'sprint_started', 'sprint_closed'];
const ofVersions = ['created', 'released', 'unreleased', 'updated', 'moved', 'merged'].map(
  (what) => `jira:version_${what}`,
);

/** Returns what a delivery points at. Its body lacks the history, so all is read by id; deletions are looked up, too. */
export function open({ body }: Delivery): Opened {
  const said = parsed(body);
  const event = eventOf(said);
  if (!said || event === null) return ignored('It is no event of Jira.');
  const { issue, sprint, version } = said;
  if (ofIssues.includes(event)) return nudge('issue', idOf(issue));
  if (ofSprints.includes(event)) return nudge('sprint', idOf(sprint));
  if (ofVersions.includes(event)) return nudge('versions', idOf({ id: version?.projectId }));
  if (event === 'jira:issue_deleted') return nudge('deleted-issue', idOf(issue));
  if (event === 'sprint_deleted') return nudge('deleted-sprint', idOf(sprint));
  if (event === 'jira:version_deleted') return deletedVersion(version);
  return ignored(`Nothing is made of ${event}.`);
}
