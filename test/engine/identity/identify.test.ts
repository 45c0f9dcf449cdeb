import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/engine/identity/identify.js';
import type { MailmapEntry } from '../../../src/model/facts/code.js';
import type { Developer, Identity } from '../../../src/model/facts/people.js';

const developer = (number: number, email: string, rest: Partial<Developer> = {}): Developer => ({
  number,
  email,
  name: `Person ${number}`,
  managerEmail: null,
  alternateEmails: [],
  attributes: {},
  active: true,
  ...rest,
});
const identity = (
  name: string | null,
  email: string | null,
  rest: Partial<Identity> = {},
): Identity => ({
  number: 1,
  applicationType: 'GIT',
  scope: 7,
  externalId: `${name} <${email}>`,
  name,
  email,
  developer: null,
  rule: null,
  bot: null,
  ...rest,
});
const line = (
  properEmail: string | null,
  commitEmail: string,
  commitName: string | null = null,
): MailmapEntry => ({
  properName: null,
  properEmail,
  commitName,
  commitEmail,
});
const found = (who: Identity, developers: Developer[], mailmap: MailmapEntry[] = []) => {
  const { identity: _, ...rest } = identify({
    identities: [who],
    developers,
    mailmaps: new Map([[7, mailmap]]),
  })[0]!;
  return rest;
};
const nobody = { developer: null, rule: null, bot: null };

describe('an identity is found', () => {
  const ada = developer(1, 'Ada@Corp.com', { name: 'Ada King', alternateEmails: ['ada@home.net'] });
  const bob = developer(2, 'bob@corp.com', {
    attributes: { 'GitHub Login': 'bobby', gitlab_username: 'bobo' },
  });

  it('by the id of an account in a column named after its tool, where no address finds it', () => {
    const cy = developer(3, 'cy@corp.com', {
      attributes: { 'Jira Account ID': '712020:1; 712020:9' },
    });
    const account = (externalId: string, email: string | null = null) =>
      identity('Somebody', email, { applicationType: 'JIRA', externalId });
    const byAccount = { developer: 3, rule: 'ACCOUNT', bot: null };
    expect(found(account('712020:1'), [ada, bob, cy])).toEqual(byAccount);
    expect(found(account('712020:9'), [ada, bob, cy])).toEqual(byAccount);
    expect(found(account('712020:2'), [ada, bob, cy])).toEqual(nobody);
    expect(found(account('712020:1', 'ada@corp.com'), [ada, cy])).toMatchObject({ developer: 1 });
    const twice = developer(4, 'di@corp.com', { attributes: { jira: '712020:1' } });
    expect(found(account('712020:1'), [cy, twice])).toEqual(nobody);
    const hub = identity('B', null, { applicationType: 'GITHUB', externalId: 'Bobby' });
    expect(found(hub, [bob])).toMatchObject({ developer: 2, rule: 'ACCOUNT' });
  });

  it('by e-mail, then by alternate e-mail, without regard to case', () => {
    expect(found(identity('x', 'ada@corp.com'), [ada, bob])).toMatchObject({
      developer: 1,
      rule: 'EMAIL',
    });
    expect(found(identity('x', 'ADA@home.net'), [ada, bob])).toMatchObject({
      developer: 1,
      rule: 'ALTERNATE_EMAIL',
    });
  });

  it('by the mailmap of its repository first, the line that names the name before the one that does not', () => {
    const lines = [line('ada@corp.com', 'old@x.org'), line('bob@corp.com', 'old@x.org', 'Bob')];
    expect(found(identity('Ada', 'OLD@x.org'), [ada, bob], lines)).toMatchObject({
      developer: 1,
      rule: 'MAILMAP',
    });
    expect(found(identity('bob', 'old@x.org'), [ada, bob], lines)).toMatchObject({
      developer: 2,
      rule: 'MAILMAP',
    });
    expect(found(identity('Ada', 'old@x.org', { scope: 8 }), [ada], lines)).toEqual(nobody);
    expect(
      found(identity('x', 'ada@corp.com'), [ada, bob], [line('bob@corp.com', 'ada@corp.com')]),
    ).toMatchObject({ developer: 2 });
  });

  it('by the login of a noreply address that the developers file gives', () => {
    for (const email of ['12+Bobby@users.noreply.github.com', 'bobby@users.noreply.github.com'])
      expect(found(identity('x', email), [ada, bob])).toMatchObject({
        developer: 2,
        rule: 'NOREPLY_GITHUB',
      });
    expect(found(identity('x', '3-bobo@users.noreply.gitlab.com'), [ada, bob])).toMatchObject({
      developer: 2,
      rule: 'NOREPLY_GITLAB',
    });
  });

  it('by a login that is the local part of one address, unless the name speaks against it', () => {
    const email = '5+ada@users.noreply.github.com';
    expect(found(identity('Ada K.', email), [ada, bob])).toMatchObject({
      developer: 1,
      rule: 'NOREPLY_GITHUB',
    });
    expect(found(identity('ada', email), [ada, bob])).toMatchObject({ developer: 1 });
    expect(found(identity('Someone Else', email), [ada, bob])).toEqual(nobody);
  });

  it('by another identity of the same login whose developer is known', () => {
    const github = identity('Ada', 'ada@corp.com', {
      number: 2,
      applicationType: 'GITHUB',
      externalId: 'countess',
    });
    const noreply = identity('x', 'countess@users.noreply.github.com');
    const [, match] = identify({
      identities: [github, noreply],
      developers: [ada],
      mailmaps: new Map(),
    });
    expect(match).toMatchObject({ developer: 1, rule: 'NOREPLY_GITHUB' });
  });

  it('never where several developers fit, unless one alone is still there', () => {
    const twin = developer(3, 'ada@other.com', {
      name: 'Ada King',
      alternateEmails: ['ada@home.net'],
    });
    expect(found(identity('x', 'ada@home.net'), [ada, twin])).toEqual(nobody);
    expect(found(identity('Ada', '1+ada@users.noreply.github.com'), [ada, twin])).toEqual(nobody);
    expect(found(identity('x', 'ada@home.net'), [ada, { ...twin, active: false }])).toMatchObject({
      developer: 1,
    });
  });

  it('as a person decided it, whatever the rules say', () => {
    const decided = identity('x', 'ada@corp.com', { rule: 'MANUAL', developer: 2, bot: 'MANUAL' });
    expect(found(decided, [ada, bob])).toEqual({ developer: 2, rule: 'MANUAL', bot: 'MANUAL' });
  });
});

it('knows bots by what the tool says, by suffix and by a list of whole names', () => {
  const bot = (who: Identity) => found(who, []).bot;
  expect(bot(identity('x', null, { bot: 'VENDOR' }))).toBe('VENDOR');
  expect(bot(identity('dependabot[bot]', 'support@github.com'))).toBe('SUFFIX');
  expect(bot(identity('x', '41898282+github-actions[bot]@users.noreply.github.com'))).toBe(
    'SUFFIX',
  );
  expect(bot(identity('Renovate Bot', 'x@y.z'))).toBe('LIST');
  expect(bot(identity('x', 'bot@renovateapp.com'))).toBe('LIST');
  expect(bot(identity('Robot Smith', 'renovate.fan@corp.com'))).toBeNull();
});
