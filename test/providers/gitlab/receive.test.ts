import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { witnessed } from '../http/vendor-server.js';
import { proofOf } from '../play/gitlab/server.js';
import { hasRecordings, recorded } from '../play/kit/recordings.js';
import { addOpen, NOW, oneProject } from './made.js';
import { factsIn, playing, settingsOf } from './support.js';

const PLAIN = 'a long random text';
const SIGNING = `whsec_${randomBytes(32).toString('base64')}`;
const settingsWith = (webhookSecret: string) =>
  gitlab.settings.parse({ token: 'glpat-token-of-reader', webhookSecret });
const body = { object_kind: 'merge_request', project: { id: 7 }, object_attributes: { iid: 3 } };

interface Sent {
  readonly secret?: string;
  readonly text?: string;
  readonly secondsLate?: number;
  readonly headers?: Record<string, string>;
}
/** A delivery as GitLab sends it, in the form that the secret belongs to. */
const sent = ({
  secret = PLAIN,
  text = JSON.stringify(body),
  secondsLate = 0,
  ...more
}: Sent = {}): Delivery => ({
  receivedAt: NOW,
  body: Buffer.from(text),
  headers: {
    ...{ 'x-gitlab-event': 'Merge Request Hook', 'webhook-id': 'w-1', 'idempotency-key': 'w-1' },
    ...proofOf(secret, { id: 'w-1', seconds: NOW / 1_000 - secondsLate, text }),
    ...more.headers,
  },
});
const outcomeOf = (secret: string, delivery: Delivery) => {
  const received = gitlab.receive!(settingsWith(secret), delivery);
  return received.kind === 'REFUSED' ? received.reason : received;
};
const accepted = { kind: 'ACCEPTED', id: 'w-1', event: 'Merge Request Hook' };

describe('a webhook of GitLab', () => {
  it('is taken with the secret token', () => {
    expect(outcomeOf(PLAIN, sent())).toEqual(accepted);
    expect(outcomeOf(PLAIN, sent({ secret: 'guessed' }))).toBe('WRONG_SIGNATURE');
    const { headers, ...rest } = sent();
    const { 'x-gitlab-token': _, ...unsigned } = headers;
    expect(outcomeOf(PLAIN, { ...rest, headers: unsigned })).toBe('UNSIGNED');
    expect(outcomeOf('', sent())).toBe('NO_SECRET');
  });

  it('is taken with the signing token, over its raw body, for five minutes', () => {
    const signed = (more: Sent = {}) => sent({ secret: SIGNING, ...more });
    expect(outcomeOf(SIGNING, signed())).toEqual(accepted);
    expect(outcomeOf(SIGNING, signed({ secondsLate: 299 }))).toEqual(accepted);
    expect(outcomeOf(SIGNING, signed({ secondsLate: 301 }))).toBe('WRONG_SIGNATURE');
    expect(outcomeOf(SIGNING, signed({ secondsLate: -301 }))).toBe('WRONG_SIGNATURE');
    expect(outcomeOf(SIGNING, { ...signed(), body: Buffer.from('{}') })).toBe('WRONG_SIGNATURE');
    const otherId = signed({ headers: { 'webhook-id': 'w-2' } });
    expect(outcomeOf(SIGNING, otherId)).toBe('WRONG_SIGNATURE');
    const { 'webhook-signature': good } = signed().headers;
    const rotating = signed({ headers: { 'webhook-signature': `v1,b3RoZXI= ${good}` } });
    expect(outcomeOf(SIGNING, rotating)).toEqual(accepted);
  });

  it('is not taken with the signing token written out as the secret token', () => {
    const plain = sent({ headers: { 'x-gitlab-token': SIGNING } });
    expect(outcomeOf(SIGNING, plain)).toBe('UNSIGNED');
  });

  it('is malformed without an event or with a body that is no object', () => {
    expect(outcomeOf(PLAIN, sent({ text: '[]' }))).toBe('MALFORMED');
    expect(outcomeOf(PLAIN, sent({ headers: { 'x-gitlab-event': '' } }))).toBe('MALFORMED');
  });

  it('gitlab 3: is read by the number in the project, since its id is of no use in a path', () => {
    const { nudges } = gitlab.open!(sent());
    expect(nudges).toEqual(['pull/7/3']);
  });

  it('gitlab 6: a merge request is read whole, since a delivery lacks when it was merged', async () => {
    const { world, shop } = oneProject();
    addOpen(world, shop, 30);
    const server = await playing({ world });
    const { context } = witnessed({ now: NOW });
    const read = async (nudges: string[], given: Record<string, string> = {}) => {
      const settings = settingsOf(server, given);
      return factsIn(
        await Array.fromAsync(gitlab.fetchNudged!(settings, nudges, context)),
        'PULL_REQUEST',
      );
    };
    const nudge = `pull/${shop.id}/1`;
    expect((await read([nudge, nudge])).map(({ number }) => number)).toEqual([1]);
    expect(await read([`pull/${shop.id}/99`, 'pull/99/1', 'nonsense'])).toEqual([]);
    expect(await read([nudge], { groups: 'elsewhere' })).toEqual([]);
    expect(await read([nudge], { mergeRequests: 'false' })).toEqual([]);
  });

  it('gitlab 17: a push says only that something was pushed, whatever of it the hook lists', () => {
    const push = { object_kind: 'push', project_id: 7, commits: [], total_commits_count: 40 };
    const opened = gitlab.open!(sent({ text: JSON.stringify(push) }));
    expect(opened.ignored).toMatch(/"push"/);
    const tag = { object_kind: 'tag_push', project_id: 7, commits: [] };
    expect(gitlab.open!(sent({ text: JSON.stringify(tag) })).nudges).toEqual(['tags/7']);
  });
});

describe.skipIf(!hasRecordings('gitlab'))('every recorded webhook of GitLab', () => {
  it('points at what it is about, or is ignored with a reason', () => {
    const counts = new Map<string, number>();
    for (const { data } of recorded('gitlab', 'webhooks')) {
      const { nudges, ignored } = gitlab.open!(sent({ text: JSON.stringify(data) }));
      expect(nudges.length === 0).toBe(ignored !== null);
      const what = nudges[0]?.replace(/\/.*/, '') ?? ignored!;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      ...{ pull: 10, issue: 9, tags: 5, project: 3 },
      'Deliveries of "push" are not read.': 6,
      'Deliveries of "build" are not read.': 4,
      'Deliveries of "pipeline" are not read.': 3,
      'Deliveries of "deployment" are not read.': 1,
      'Deliveries of "user_create" are not read.': 1,
      'Deliveries of "user_rename" are not read.': 1,
      'It is a comment on neither a merge request nor an issue.': 1,
    });
  });
});
