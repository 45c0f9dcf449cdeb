import { createHmac } from 'node:crypto';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { github } from '../../../src/providers/github/index.js';
import { readNudge } from '../../../src/providers/github/nudge.js';

const SECRET = 'a secret of the webhook';
const settings = github.settings.parse({ token: 't', webhookSecret: SECRET });

const bytesOf = (payload: unknown): Uint8Array => Buffer.from(JSON.stringify(payload));
const signed = (body: Uint8Array, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
function delivery(
  event: string,
  payload: unknown,
  headers: Readonly<Record<string, string>> = {},
): Delivery {
  const body = bytesOf(payload);
  return {
    headers: {
      'x-github-event': event,
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': signed(body),
      ...headers,
    },
    body,
    receivedAt: 0,
  };
}
const opened = (event: string, payload: unknown) => github.open?.(delivery(event, payload));

interface Example {
  readonly name: string;
  readonly examples: readonly { readonly action?: string }[];
}
const all = (examples as unknown as readonly Example[]).flatMap(({ name, examples: bodies }) =>
  bodies.map((body) => [name, body] as const),
);

describe('a delivery is accepted', () => {
  it('github: with the signature over its raw body', () => {
    const { headers, body } = delivery('ping', { zen: 'Keep it logically awesome.' });
    expect(github.receive?.(settings, { headers, body, receivedAt: 0 })).toEqual({
      kind: 'ACCEPTED',
      id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'ping',
    });
  });

  it('in any case of the hex digits', () => {
    const body = bytesOf({ zen: 'x' });
    const given = delivery(
      'ping',
      { zen: 'x' },
      { 'x-hub-signature-256': `sha256=${signed(body).slice(7).toUpperCase()}` },
    );
    expect(github.receive?.(settings, given).kind).toBe('ACCEPTED');
  });
});

describe('a delivery is refused', () => {
  const body = { action: 'opened' };
  it.each([
    ['without a signature', { 'x-hub-signature-256': '' }, 'UNSIGNED'],
    [
      'with the old signature alone',
      { 'x-hub-signature-256': '', 'x-hub-signature': 'sha1=00' },
      'UNSIGNED',
    ],
    [
      'with the signature of another secret',
      { 'x-hub-signature-256': signed(bytesOf(body), 'other') },
      'WRONG_SIGNATURE',
    ],
    [
      'with the signature of another body',
      { 'x-hub-signature-256': signed(bytesOf({})) },
      'WRONG_SIGNATURE',
    ],
    ['without its id', { 'x-github-delivery': '' }, 'MALFORMED'],
  ])('%s', (_, headers, reason) => {
    expect(github.receive?.(settings, delivery('issues', body, headers))).toEqual({
      kind: 'REFUSED',
      reason,
    });
  });

  it('where no secret is set', () => {
    const open = github.settings.parse({ token: 't' });
    const unsigned = delivery('issues', body, { 'x-hub-signature-256': signed(bytesOf(body), '') });
    expect(github.receive?.(open, unsigned)).toEqual({ kind: 'REFUSED', reason: 'NO_SECRET' });
  });
});

const repository = {
  id: 77,
  full_name: 'acme/shop',
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
};

describe('an opened delivery', () => {
  it.each([
    ['pull_request', { action: 'closed', pull_request: { number: 7 } }, 'pull/acme/shop/7'],
    [
      'pull_request_review',
      { action: 'submitted', pull_request: { number: 7 } },
      'pull/acme/shop/7',
    ],
    [
      'pull_request_review_comment',
      { action: 'created', pull_request: { number: 7 } },
      'pull/acme/shop/7',
    ],
    [
      'issue_comment',
      { action: 'created', issue: { number: 7, pull_request: {} } },
      'pull/acme/shop/7',
    ],
    ['issue_comment', { action: 'created', issue: { number: 8 } }, 'issue/acme/shop/8'],
    ['issues', { action: 'closed', issue: { number: 8 } }, 'issue/acme/shop/8'],
    ['push', { ref: 'refs/heads/main' }, 'commits/acme/shop'],
    ['push', { ref: 'refs/tags/v1' }, 'tags/acme/shop'],
    ['create', { ref: 'v1', ref_type: 'tag' }, 'tags/acme/shop'],
    ['release', { action: 'published' }, 'tags/acme/shop'],
    ['repository', { action: 'renamed' }, 'repository/acme/shop'],
  ])('of %s points at what has to be read whole', (event, body, nudge) => {
    expect(opened(event, { ...body, repository })).toEqual({
      pages: [],
      nudges: [nudge],
      ignored: null,
    });
  });

  it.each([
    ['repository', { action: 'deleted' }, { kind: 'REPOSITORY', id: 'github:github.com:77' }],
    [
      'issues',
      { action: 'deleted', issue: { number: 8 } },
      { kind: 'WORK_ITEM', id: 'github:github.com:77#8' },
    ],
    [
      'issues',
      { action: 'transferred', issue: { number: 8 } },
      { kind: 'WORK_ITEM', id: 'github:github.com:77#8' },
    ],
    ['delete', { ref: 'v1', ref_type: 'tag' }, { kind: 'TAG', id: 'github:github.com:77:v1' }],
  ])('of %s says what is gone', (event, body, tombstone) => {
    const { pages = [] } = opened(event, { ...body, repository }) ?? {};
    const facts = pages.map((page) => github.toFacts({ ...page, fetchedAt: 5, cursor: null }));
    expect(facts).toEqual([{ tombstones: [{ ...tombstone, updatedAt: 5 }] }]);
  });

  it('of an installation points at the repositories that it adds', () => {
    const body = {
      action: 'added',
      repositories_added: [{ full_name: 'acme/a' }, { full_name: 'acme/b' }],
    };
    expect(opened('installation_repositories', body)?.nudges).toEqual([
      'repository/acme/a',
      'repository/acme/b',
    ]);
  });

  it('that is no JSON is ignored with its reason', () => {
    const body = Buffer.from('payload=%7B%7D');
    const headers = { 'x-github-event': 'push', 'x-github-delivery': '1' };
    expect(github.open?.({ headers, body, receivedAt: 0 })?.ignored).toContain('application/json');
  });

  it('is made something of or acknowledged as not ours, in all of GitHub’s examples', () => {
    expect(all.length).toBeGreaterThan(150);
    const unclear = all.filter(([event, body]) => {
      const { pages = [], nudges = [], ignored = null } = opened(event, body) ?? {};
      const says = pages.length + nudges.length;
      return says > 0 === (ignored !== null) || nudges.some((text) => readNudge(text) === null);
    });
    expect(unclear.map(([event, { action }]) => `${event} ${action}`)).toEqual([]);
  });

  it('of everything that concerns a pull request points at it', () => {
    const about = all.filter(([event]) => event.startsWith('pull_request'));
    expect(about.length).toBeGreaterThan(20);
    for (const [event, body] of about)
      expect(opened(event, body)?.nudges).toEqual([expect.stringMatching(/^pull\//)]);
  });
});
