import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import { lawRuns } from '../../law-runs.js';

const equal: Readonly<Record<string, readonly string[]>> = {
  'github.com/org/repo': [
    'https://github.com/Org/Repo.git',
    'https://github.com/org/repo',
    'http://github.com/org/repo/',
    'https://user@github.com:443/org/repo.git/',
    'https://www.github.com/org/repo/pulls',
    'https://api.github.com/repos/org/repo',
    'git@github.com:org/repo',
    'git@GitHub.com:Org/Repo.git',
    'github.com:org/repo.git',
    'ssh://git@github.com/org/repo.git',
    'ssh://git@github.com:22/org/repo',
    'ssh://git@ssh.github.com:443/org/repo.git',
    'git://github.com/org/repo.git',
    'git+ssh://git@github.com/org/repo.git',
    'ssh+git://git@github.com/org/repo.git',
    'git+https://github.com/org/repo.git',
    '  https://github.com/org/repo  ',
    'https://github.com//org/./repo',
  ],
  'gitlab.com/group/sub/repo': [
    'https://gitlab.com/group/sub/repo.git',
    'git@gitlab.com:Group/Sub/repo.git',
    'https://gitlab.com/group/sub/repo/-/tree/main',
    'ssh://git@altssh.gitlab.com:443/group/sub/repo.git',
  ],
  'bitbucket.org/team/repo': [
    'https://someone@bitbucket.org/team/repo.git',
    'git@bitbucket.org:Team/repo.git',
    'https://bitbucket.org/team/repo/src/main/',
  ],
  'dev.azure.com/org/project/repo': [
    'https://dev.azure.com/org/project/_git/repo',
    'https://org@dev.azure.com/Org/Project/_git/repo',
    'git@ssh.dev.azure.com:v3/org/project/repo',
    'https://org.visualstudio.com/project/_git/repo',
    'https://org.visualstudio.com/DefaultCollection/project/_git/repo',
    'org@vs-ssh.visualstudio.com:v3/org/project/repo',
  ],
  'dev.azure.com/org/repo/repo': [
    'https://dev.azure.com/org/_git/repo',
    'git@ssh.dev.azure.com:v3/org/repo/repo',
  ],
  'git.corp/proj/repo': [
    'https://git.corp/scm/PROJ/repo.git',
    'https://git.corp/projects/PROJ/repos/repo/browse',
    'ssh://git@git.corp:7999/proj/repo.git',
  ],
  'git.corp/Team/Shop': [
    'https://GIT.corp/Team/Shop.git',
    'git@git.corp:Team/Shop',
    'ssh://git@git.corp:2222/Team/Shop.git',
    'https://git.corp./Team/Shop/',
  ],
  'git.corp:8443/Team/Shop': ['https://git.corp:8443/Team/Shop.git'],
  'file:/srv/git/shop': [
    '/srv/git/shop',
    '/srv/git/shop.git',
    '/srv/git/shop/.git',
    '/srv/git//shop/',
    'file:///srv/git/shop.git',
    'file://localhost/srv/git/shop',
  ],
};

it('knows all spellings of one remote by one key', () => {
  for (const [key, spellings] of Object.entries(equal))
    for (const spelling of spellings) expect(remoteKey(spelling), spelling).toBe(key);
});

it('gives different keys to repositories whose addresses differ in more than their spelling', () => {
  const different = [
    'https://github.com/org/repo',
    'https://github.com/org/repo-2',
    'https://github.com/other/repo',
    'https://gitlab.com/org/repo',
    'https://gitlab.com/org/repo/deeper',
    'https://git.corp/org/repo',
    'https://git.corp/Org/repo',
    'https://git.corp:8443/org/repo',
    'https://dev.azure.com/org/one/_git/repo',
    'https://dev.azure.com/org/two/_git/repo',
    '/srv/org/repo',
    '/srv/Org/repo',
  ];
  expect(new Set(different.map(remoteKey)).size).toBe(different.length);
});

it('finds no address in what is none', () => {
  for (const text of [
    'shop',
    'org/shop',
    '',
    'https://',
    'https://host',
    'C:\\git',
    'c:/git',
    'a\nb',
    'ext::sh',
    '12',
    '%!:$',
    'ssh://a|b/shop',
    'git@host:%00',
  ])
    expect(remoteKey(text), text).toBeNull();
});

it('finds one host in its spellings for SSH and for the web', () => {
  expect(remoteKey('ssh://git@bücher.example/org/shop')).toBe('xn--bcher-kva.example/org/shop');
  expect(remoteKey('https://BÜCHER.example/org/shop')).toBe('xn--bcher-kva.example/org/shop');
});

const scpLike = fc
  .tuple(fc.string({ minLength: 2 }), fc.string({ minLength: 1 }))
  .map(([host, path]) => `${host}:${path}`);

/** Addresses of the web by their parts: `fc.webUrl` and `fc.webPath` take 1.9 s before their first one. */
const part = fc.string({ unit: fc.constantFrom(...'aZé09.-_~%:@/?#&=') });
const webLike = fc
  .tuple(fc.constantFrom('https', 'http', 'ssh'), part, fc.string(), part)
  .map(([scheme, host, name, rest]) => `${scheme}://${host}host.example/${name}/${rest}`);

it('never throws, and finds its own keys again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), scpLike, webLike, part), (text) => {
      const key = remoteKey(text);
      if (key === null) return;
      const again = key.startsWith('file:') ? key.slice('file:'.length) : `https://${key}`;
      expect(remoteKey(again)).not.toBeNull();
    }),
    { numRuns: lawRuns(100, 1000) },
  );
});
