import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/model/errors.js';
import type { Delivery } from '../../../src/providers/delivery.js';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { witnessed } from '../http/vendor-server.js';
import { signed } from '../play/harness-code/server.js';
import { NOW, playing, settingsOf } from './support.js';

const SECRET = 'a long random text';
const settings = harnessCode.settings.parse({
  ...{ accountId: 'ACCOUNT', token: 'sat.ACCOUNT.key.planted', webhookSecret: SECRET },
});
const merged = {
  ...{ trigger: 'pullreq_merged', repo: { path: 'ACCOUNT/default/Shop/web' } },
  pull_req: { number: 1 },
};

function delivered(body: unknown, secret: string | null = SECRET, more = {}): Delivery {
  const text = JSON.stringify(body);
  const headers = { ...(secret === null ? {} : signed(secret, text)), ...more };
  return { headers, receivedAt: NOW, body: Buffer.from(text) };
}

describe('webhooks of Harness Code', () => {
  it('are taken where they are signed, without a prefix, under their own id or that of their body', () => {
    const { receive } = harnessCode;
    expect(receive!(settings, delivered(merged))).toEqual({
      ...{ kind: 'ACCEPTED', id: expect.stringMatching(/^[0-9a-f]{64}$/) },
      event: 'pullreq_merged',
    });
    const named = { 'x-harness-webhook-execution-id': '77' };
    expect(receive!(settings, delivered(merged, SECRET, named))).toMatchObject({ id: '77' });
  });

  it('are refused with another signature, one with a prefix, none, and where there is no secret', () => {
    const reason = (delivery: Delivery, of = settings) => {
      const received = harnessCode.receive!(of, delivery);
      return received.kind === 'REFUSED' ? received.reason : null;
    };
    expect(reason(delivered(merged, 'guessed'))).toBe('WRONG_SIGNATURE');
    expect(reason({ ...delivered(merged), body: Buffer.from('{}') })).toBe('WRONG_SIGNATURE');
    const { 'x-harness-signature': hex } = delivered(merged).headers;
    const prefixed = { 'x-harness-signature': `sha256=${hex}` };
    expect(reason(delivered(merged, null, prefixed))).toBe('WRONG_SIGNATURE');
    expect(reason(delivered(merged, null))).toBe('UNSIGNED');
    expect(reason(delivered([]))).toBe('MALFORMED');
    expect(reason(delivered(merged), { ...settings, webhookSecret: '' })).toBe('NO_SECRET');
  });

  it('lead to the pull request, and to nothing where nobody chose its repository', async () => {
    const server = await playing();
    const { context } = witnessed({ now: NOW });
    const nudges = [
      ...harnessCode.open!(delivered(merged)).nudges,
      ...['OTHER/default/Shop/web#1', 'ACCOUNT/default/Shop/api#1', 'nonsense'],
      'ACCOUNT/default/Shop/web#999',
    ];
    const given = settingsOf(server, { repositories: 'default/Shop/web' });
    const pages = [];
    for await (const page of harnessCode.fetchNudged!(given, nudges, context)) pages.push(page);
    expect(pages).toHaveLength(1);
    expect(harnessCode.toFacts(pages[0]!).PULL_REQUEST).toMatchObject([{ number: 1 }]);
  });
});

describe('the check and the settings of Harness Code', () => {
  it('name what is missing', async () => {
    const server = await playing();
    const given = settingsOf(server, { repositories: 'default/Shop/web, default/Shop/Web' });
    const { ok, items } = await harnessCode.check(given, witnessed().context);
    expect(ok).toBe(false);
    expect(items.filter((item) => !item.ok)).toMatchObject([
      { what: 'Repository default/Shop/Web', permission: 'code_repo_view' },
    ]);
    server.world.lacking.add('code_repo_view');
    const refused = await harnessCode.check(settingsOf(server), witnessed().context);
    expect(refused.items.at(-1)).toMatchObject({ ok: false, permission: 'code_repo_view' });
  });

  it('offer repositories to choose from, and look a pull request up', async () => {
    const server = await playing();
    const { context } = witnessed();
    const request = { kind: 'REPOSITORY', search: 'SHOP', first: 1, after: null };
    expect(await harnessCode.discover!(settingsOf(server), request, context)).toMatchObject({
      ...{ items: [{ value: 'default/Shop/api' }], cursor: '1' },
    });
    const spotCheck = (what: string) => harnessCode.spotCheck!(settingsOf(server), what, context);
    const address = `${server.url}/ng/account/ACCOUNT/module/code/orgs/default/projects/Shop/repos/web/pulls/2`;
    for (const what of ['default/Shop/web#2', address])
      expect(await spotCheck(what)).toMatchObject({
        ...{ found: true, factId: expect.stringMatching(/^harness-code:.*\/ACCOUNT:9!2$/) },
      });
    expect(await spotCheck('default/Shop/web#999')).toMatchObject({ found: false });
    expect(await spotCheck('default/Shop/none#1')).toMatchObject({ found: false });
    expect(await spotCheck('web')).toMatchObject({ found: false });
  });

  it('refuse a path that is none, and are another place than the pipelines of the account', () => {
    const values = { accountId: 'ACC', token: 'sat.ACC.key.planted' };
    expect(harnessCode.identify(harnessCode.settings.parse(values)).id).toBe(
      'harness-code:app.harness.io/ACC',
    );
    try {
      harnessCode.settings.parse({ ...values, repositories: 'a/b/c/d' });
      expect.unreachable();
    } catch (error) {
      expect((error as Refusal).errors[0]?.field).toEqual(['repositories']);
    }
  });
});
