import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/errors.js';
import { git } from '../../../src/providers/git/index.js';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { contextAt, freshRows, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const who = 'Ada <ada@example.com>';
const one = (files: Record<string, string>, message = 'One') => ({
  commits: [{ mark: 1, branch: 'main', message, author: who, seconds: 1_700_000_000, files }],
});

describe('a location', () => {
  it.each([
    '--upload-pack=touch /tmp/x',
    '-c',
    'ext::sh -c id',
    'fd::17',
    'foo::bar',
    'ftp://example.com/x.git',
    'ssh://-oProxyCommand=id/x',
    '-oProxyCommand=id:x',
    'git@-oProxyCommand=id:x',
    'https://user:secret@example.com/x.git',
    'a\nb',
    'a\0b',
    '',
    '   ',
  ])('is refused where git could take it for something else: %j', (location) => {
    expect(() => git.settings.parse({ location })).toThrow(Refusal);
  });

  it('is one place however it is written', () => {
    const idOf = (location: string) => git.identify(git.settings.parse({ location })).id;
    const { id } = git.identify({ location: '/srv/code' });
    expect(id).toMatch(/^git:[0-9a-f]{12}$/);
    for (const same of ['/srv/code/', '/srv/x/../code', '/srv/code/.git', 'file:///srv/code'])
      expect(idOf(same)).toBe(id);
    expect(idOf('https://Example.com/a/b.git')).toBe(idOf('https://example.com/a/b/'));
    expect(idOf('git@example.com:a/b.git')).toBe(idOf('ssh://git@example.com/a/b'));
    expect(git.identify({ location: 'git@example.com:a/b.git' }).name).toBe('a/b');
  });

  it('says which folder would be read', () => {
    const directoryOf = (location: string) => git.identify({ location }).directory;
    expect(directoryOf('file:///srv/code')).toBe('/srv/code');
    expect(directoryOf('https://example.com/a')).toBeNull();
  });

  it('that holds no repository is refused with what to do, a folder inside of one too', async () => {
    const directory = temporaryDirectory();
    writeHistory(directory, one({ a: 'a' }));
    for (const location of [join(directory, 'absent'), join(directory, 'objects'), '/tmp']) {
      const report = await git.check({ location }, contextAt(NOW));
      expect(report.ok).toBe(false);
      expect(report.items.at(-1)?.message).toMatch(/check the path|name the folder/);
    }
    expect((await git.check({ location: directory }, contextAt(NOW))).ok).toBe(true);
  });

  it.each(['-x', 'a..b', 'a b', 'x:y', 'a.lock', '/a'])('has no branch called %j', (branch) => {
    expect(() => git.settings.parse({ location: '/srv', branch })).toThrow(Refusal);
  });
});

it('starts no program that a repository configures', async () => {
  const directory = temporaryDirectory();
  writeHistory(directory, one({ 'a.txt': 'a\n', '.gitattributes': '* diff=bad\n' }));
  const trap = join(directory, 'trapped');
  const program = `sh -c 'touch ${trap}'`;
  for (const key of ['gpg.program', 'diff.external', 'diff.bad.command', 'diff.bad.textconv'])
    run(directory, ['config', key, program]);
  for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand'])
    run(directory, ['config', key, program]);
  run(directory, ['config', 'log.showSignature', 'true']);
  await freshRows(directory, NOW);
  expect(existsSync(trap)).toBe(false);
});

it('emits the same whatever the repository configures', async () => {
  const directory = temporaryDirectory();
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');
  writeHistory(directory, {
    commits: [
      ...one({ 'a/ä ö.txt': lines }).commits,
      {
        ...{ mark: 2, branch: 'main', message: 'Two', author: who, seconds: 1_700_000_100 },
        ...{ parents: [1], files: { 'b/new.txt': { from: 'a/ä ö.txt' } } },
      },
    ],
  });
  const before = (await freshRows(directory, NOW)).content();
  const odd = { 'diff.renames': 'false', 'log.showRoot': 'false', 'core.quotePath': 'true' };
  for (const [key, value] of Object.entries({
    ...odd,
    'log.decorate': 'full',
    'color.ui': 'always',
  }))
    run(directory, ['config', key, value]);
  expect((await freshRows(directory, NOW)).content()).toEqual(before);
});

it('takes paths and messages as they are, whatever they look like', async () => {
  const directory = temporaryDirectory();
  const sha = '0123456789abcdef0123456789abcdef01234567';
  const paths = ['"quoted".txt', 'new\nline', 'tab\there', '日本/größe.txt', '1\t2\tfake', sha];
  paths.push('back\\slash', ' leading', '\u0001control', '-dash', ':(glob)*');
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');
  const message = `Title 'x' "y"\n\n1\t2\tfile\n${sha}\n\nSigned-off-by: Ä <ä@x>\nKey: a: b\n  folded\n`;
  const { commits } = one(Object.fromEntries(paths.map((path) => [path, lines + path])), message);
  const files = { '3\t4\t': { from: 'new\nline' }, A: { from: 'tab\there' } };
  const next = { mark: 2, branch: 'main', author: 'Nobody <>', seconds: 1_700_000_001 };
  writeHistory(directory, {
    commits: [...commits, { ...next, message: '', parents: [1], files }],
  });
  const rows = await freshRows(directory, NOW);
  const [second, first] = rows.of('COMMIT').sort((a, b) => b.authoredAt - a.authoredAt);
  expect(first?.files.map((file) => file.path).sort()).toEqual([...paths].sort());
  expect(first?.trailers).toEqual([
    ['Signed-off-by', 'Ä <ä@x>'],
    ['Key', 'a: b folded'],
  ]);
  expect(first?.body).toBe(message.slice(message.indexOf('\n\n') + 2).trimEnd());
  expect(second).toMatchObject({ title: '', body: null, author: { name: 'Nobody', email: null } });
  expect(second?.files.map(({ path, from }) => [path, from]).sort()).toEqual([
    ['3\t4\t', 'new\nline'],
    ['A', 'tab\there'],
  ]);
});

it('reads pages that were kept before bodies were read', () => {
  const header = { repository: 'r', files: 'LINES', parents: {} };
  const fields = ['c1', '', 'Ada', 'ada@x', '1', 'Ada', 'ada@x', '2', 'Title', ''];
  const raw = [...fields, '\n1\t2\ta.ts', 'c2', ...fields.slice(1), ''].join('\0');
  const body = `${JSON.stringify(header)}\n${raw}`;
  const { COMMIT } = git.toFacts({ kind: 'COMMITS', body, fetchedAt: NOW, cursor: null });
  expect(COMMIT).toMatchObject([
    { sha: 'c1', title: 'Title', body: null, files: [{ path: 'a.ts', additions: 1 }] },
    { sha: 'c2', title: 'Title', body: null, files: [] },
  ]);
});
