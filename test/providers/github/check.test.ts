import { describe, expect, it } from 'vitest';
import type { DiscoverRequest } from '../../../src/providers/discover.js';
import { github } from '../../../src/providers/github/index.js';
import { answerJson, startVendor } from '../http/vendor-server.js';
import { effects } from '../play/github/server/faults.js';
import { permissionsWithout } from '../play/github/server/tokens.js';
import type { GithubServer } from '../play/github/start.js';
import { collecting, type Given, Kept, settingsFor, sync, useGithub } from './use-github.js';

const check = (server: GithubServer, settings: Given = {}) =>
  github.check(settingsFor(server, settings), collecting().context);
const appOf = ({ app }: GithubServer): Given => ({
  token: '',
  appId: String(app.id),
  appInstallationId: String(app.installation),
  appPrivateKey: app.privateKey,
});

describe('a check', () => {
  it('of a good credential has nothing to say against it', async () => {
    const server = await useGithub({ isHeld: true });
    const { ok, items } = await check(server);
    expect(items.filter((item) => !item.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(server.violations).toEqual([]);
  });

  it.each([
    ['pull_requests', 'Pull requests'],
    ['issues', 'Issues'],
    ['contents', 'Commits and tags'],
  ])('names the permission %s where it is missing', async (permission, what) => {
    const permissions = permissionsWithout(permission);
    const server = await useGithub({ tokens: [{ kind: 'FINE_GRAINED', permissions }] });
    const { ok, items } = await check(server);
    expect(ok).toBe(false);
    expect(items.find((item) => item.what === what)).toMatchObject({
      ok: false,
      permission: `${permission}: read`,
    });
  });

  it('names the scope read:user where a classic token lacks it', async () => {
    const server = await useGithub({ tokens: [{ scopes: ['repo', 'read:org'] }] });
    const { items } = await check(server);
    const people = items.find(({ what }) => what === 'People');
    expect(people).toMatchObject({ ok: false });
    expect(people?.permission).toMatch(/read:user|user:email/);
  });

  const accessible = 'Resource not accessible by personal access token';
  it.each([
    [
      'SAML without its header',
      /\/orgs\//,
      'Resource protected by organization SAML enforcement.',
      /SAML.*Configure SSO/,
    ],
    [
      'an IP allow list',
      /\/user$/,
      'the `x` organization has an IP allow list enabled',
      /IP allow list/,
    ],
    [
      'a classic token that is not taken',
      /\/orgs\//,
      '`x` forbids access via a personal access token (classic).',
      /fine-grained/,
    ],
    ['a permission without its header', /\/pulls/, accessible, /"Pull requests: read"/],
    ['a permission of the list without its header', /\/orgs\//, accessible, /"Metadata: read"/],
    ['words that nobody knows', /\/pulls/, 'Not today', /403.*Not today/],
  ])('names %s behind a 403', async (_, path, message, said) => {
    const when = (seen: { readonly path: string }) => path.test(seen.path.split('?')[0]!);
    const effect = { kind: 'ANSWER', status: 403, body: { message } } as const;
    const faults = [{ effect, when, times: Number.POSITIVE_INFINITY }];
    const server = await useGithub({ faults });
    const { ok, items } = await check(server);
    expect(ok).toBe(false);
    const failing = items.filter((item) => !item.ok).map((item) => item.message);
    expect(failing.join('\n')).toMatch(said);
  });

  it.each([
    [404, false, /gone, or the permission is missing/],
    [409, true, /is empty/],
    [410, true, /switched off/],
    [451, true, /blocked for legal reasons/],
  ])('github: an answer of %d is an item of the check', async (status, isFine, said) => {
    const when = ({ path }: { readonly path: string }) => path.includes('/issues');
    const effect = { kind: 'ANSWER', status, body: { message: 'No.' } } as const;
    const server = await useGithub({ faults: [{ effect, when, times: 9 }] });
    const { ok, items } = await check(server);
    expect(ok).toBe(isFine);
    expect(items.find(({ what }) => what === 'Issues')).toMatchObject({
      ...{ ok: isFine, message: expect.stringMatching(said) },
      permission: 'Issues: read',
    });
  });

  it('says that a token is wrong', async () => {
    const server = await useGithub();
    const { ok, items } = await check(server, { token: 'wrong-token' });
    expect(ok).toBe(false);
    expect(items.at(-1)?.message).toContain('does not know the token');
    expect(JSON.stringify(items)).not.toContain('wrong-token');
  });

  it('says that another server answers', async () => {
    const html = await useGithub({ faults: [{ effect: effects.html(), times: 99 }] });
    const json = await startVendor((_, response) => answerJson(response, { hello: 'world' }));
    for (const url of [html.url, json.base.href]) {
      const { ok, items } = await check({ ...html, url });
      expect(ok).toBe(false);
      expect(items).toHaveLength(1);
      expect(items[0]?.message).toMatch(/check the (?:base URL|address)/);
    }
  });

  it('says that nobody answers', async () => {
    const server = await useGithub();
    await server.close();
    const { ok, items } = await check(server);
    expect(ok).toBe(false);
    expect(items[0]?.message).toContain('could not be reached');
  });
});

describe('a GitHub App', () => {
  it('reads what it was installed for, with a token that it renews', async () => {
    const server = await useGithub();
    const [kept, whole] = [new Kept(), new Kept()];
    await sync(server, whole);
    await sync(server, kept, { settings: appOf(server) });
    expect(kept.all('PULL_REQUEST')).toHaveLength(whole.all('PULL_REQUEST').length);
    expect((await check(server, appOf(server))).ok).toBe(true);
  });

  it.each([
    [403, 'This installation has been suspended', /suspended.*Unsuspend/],
    [404, 'Integration not found', /App ID and the installation id/],
    [401, 'A JSON web token could not be decoded', /private key/],
  ])('says what %d to the App means', async (status, message, said) => {
    const when = ({ path }: { readonly path: string }) => path.endsWith('/access_tokens');
    const effect = { kind: 'ANSWER', status, body: { message } } as const;
    const server = await useGithub({ faults: [{ effect, when, times: 9 }] });
    const { ok, items } = await check(server, appOf(server));
    expect(ok).toBe(false);
    expect(items.at(-1)?.message).toMatch(said);
  });

  it('names the permission that its installation lacks', async () => {
    const server = await useGithub({ appPermissions: permissionsWithout('issues') });
    const { items } = await check(server, appOf(server));
    expect(items.filter(({ ok }) => !ok)).toMatchObject([{ permission: 'issues: read' }]);
  });
});

it('reads all the rest where a permission is missing', async () => {
  const permissions = permissionsWithout('issues');
  const server = await useGithub({ tokens: [{ kind: 'FINE_GRAINED', permissions }] });
  const kept = new Kept();
  await sync(server, kept);
  expect(kept.all('WORK_ITEM')).toEqual([]);
  expect(kept.all('PULL_REQUEST').length).toBeGreaterThan(100);
  expect(kept.all('TAG').length).toBeGreaterThan(1);
});

describe('discover', () => {
  const discover = (server: GithubServer, request: Partial<DiscoverRequest>) => {
    const whole = { kind: 'REPOSITORY', search: null, first: 3, after: null, ...request };
    return github.discover?.(settingsFor(server), whole, collecting().context);
  };

  it('offers repositories page by page, each once', async () => {
    const server = await useGithub();
    const found: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await discover(server, { after });
      found.push(...(page?.items ?? []).map(({ value }) => value));
      after = page?.cursor ?? null;
      more = after !== null;
    }
    expect(found.length).toBeGreaterThan(6);
    expect(new Set(found).size).toBe(found.length);
  });

  it('finds what is searched for in any case', async () => {
    const server = await useGithub();
    const page = await discover(server, { search: 'CHECK' });
    expect(page?.items).toMatchObject([{ value: 'harbour-works/checkout' }]);
    expect(page?.cursor).toBeNull();
  });

  it('offers organisations, and nothing of another kind', async () => {
    const server = await useGithub();
    const page = await discover(server, { kind: 'ORGANIZATION', first: 10 });
    expect(page?.items.map(({ value }) => value)).toContain('harbour-works');
    expect(await discover(server, { kind: 'BOARD' })).toEqual({ items: [], cursor: null });
  });
});
