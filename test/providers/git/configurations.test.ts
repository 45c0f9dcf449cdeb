import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { git as provider } from '../../../src/providers/git/index.js';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { contextAt, Rows, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
/** Thousands of files are compared with thousands. */
const LONG = 120_000;
const author = 'Ada <ada@example.com>';
const body = (seed: number, count = 30) =>
  Array.from({ length: count }, (_, index) => `line ${index * seed}\n`).join('');

/** A history with renames, modes, trailers, merges, a tag, attributes, and what its work tree would say otherwise. */
function history(): string {
  const directory = join(temporaryDirectory(), 'work');
  mkdirSync(directory);
  const bare = join(directory, '.git');
  writeHistory(bare, {
    commits: [
      {
        ...{ mark: 1, branch: 'main', message: 'One', author, seconds: 1_700_000_000 },
        files: {
          'a/ä ö.txt': body(1),
          'b.txt': body(2),
          'c.dat': 'a\0b',
          '.mailmap': 'A <a@x> <b@x>\n',
        },
      },
      {
        ...{ mark: 2, branch: 'main', author, seconds: 1_700_000_100, parents: [1] },
        message: 'Two\n\nWhy.\n\nReviewed-by: B <b@x>\nIssue #12\n# comment\n',
        files: { 'b/new.txt': { from: 'a/ä ö.txt' }, 'b.txt': body(3) },
      },
      {
        ...{ mark: 3, branch: 'side', author, seconds: 1_700_000_150, parents: [1] },
        ...{ message: 'Three', files: { 'side.txt': body(5) } },
      },
      {
        ...{ mark: 4, branch: 'main', author, seconds: 1_700_000_200, parents: [2, 3] },
        ...{ message: 'Merge', files: { 'side.txt': body(5) } },
      },
    ],
    tags: [{ name: 'v1.0.0', commit: 4, tagger: author, seconds: 1_700_000_300 }],
  });
  run(bare, ['config', 'core.bare', 'false']);
  return directory;
}

const traps: Record<string, string> = {
  'diff.renames': 'false',
  'diff.renameLimit': '1',
  'merge.renameLimit': '1',
  'diff.algorithm': 'patience',
  'diff.noprefix': 'true',
  'diff.mnemonicPrefix': 'true',
  'diff.external': '/bin/false',
  'diff.relative': 'true',
  'diff.submodule': 'log',
  'diff.ignoreSubmodules': 'all',
  'diff.orderFile': '/etc/passwd',
  'diff.wsErrorHighlight': 'all',
  'diff.dirstat': 'lines',
  'diff.odd.textconv': '/bin/false',
  'diff.odd.binary': 'true',
  'core.quotePath': 'true',
  'core.attributesFile': 'ATTRIBUTES',
  'core.commentChar': 'R',
  'core.bigFileThreshold': '1',
  'core.precomposeUnicode': 'true',
  'core.worktree': '/nowhere',
  'core.abbrev': '5',
  'log.showSignature': 'true',
  'log.showRoot': 'false',
  'log.follow': 'true',
  'log.date': 'relative',
  'log.decorate': 'full',
  'log.mailmap': 'true',
  'log.diffMerges': 'combined',
  'format.pretty': 'oneline',
  'color.ui': 'always',
  'i18n.logOutputEncoding': 'ISO-8859-1',
  'trailer.separators': '#',
  'alias.log': '!false',
  'safe.bareRepository': 'explicit',
  'init.defaultObjectFormat': 'sha256',
};

async function contentOf(location: string, environment: Record<string, string>): Promise<unknown> {
  const rows = new Rows();
  const context = contextAt(NOW);
  const known = { ...context.environment, ...environment };
  for await (const page of provider.collect({ location }, { ...context, environment: known }))
    rows.write(provider.toFacts(page));
  return rows.content();
}

it('emits the same whatever user, machine, environment, repository and work tree say', async () => {
  const location = history();
  const before = await contentOf(location, {});
  const home = temporaryDirectory();
  const attributes = join(home, 'attributes');
  writeFileSync(attributes, '* -diff linguist-generated filter=lfs\n*.txt diff=odd\n');
  const configuration = join(home, '.gitconfig');
  for (const [key, value] of Object.entries(traps))
    run(home, ['config', '--file', configuration, key, value.replace('ATTRIBUTES', attributes)]);
  const environment: Record<string, string> = {
    ...{ HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_SYSTEM: configuration },
    ...{
      GIT_CONFIG_GLOBAL: configuration,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'diff.renames',
    },
    ...{ GIT_CONFIG_VALUE_0: 'false', GIT_DIR: '/nowhere', GIT_DIFF_OPTS: '--unified=9' },
    ...{ GIT_EXTERNAL_DIFF: '/bin/false', GIT_OBJECT_DIRECTORY: '/nowhere', LC_ALL: 'de_DE' },
    ...{ GIT_ATTR_SOURCE: 'main', GIT_NAMESPACE: 'x', GIT_GRAFT_FILE: attributes, LANG: 'tr_TR' },
  };
  expect(await contentOf(location, environment)).toEqual(before);

  const inside = join(location, '.git');
  for (const [key, value] of Object.entries(traps))
    run(home, [
      'config',
      '--file',
      join(inside, 'config'),
      key,
      value.replace('ATTRIBUTES', attributes),
    ]);
  mkdirSync(join(inside, 'info'), { recursive: true });
  writeFileSync(join(inside, 'info', 'attributes'), '* -diff linguist-generated filter=lfs\n');
  writeFileSync(join(location, '.gitattributes'), '* -diff linguist-generated\n');
  writeFileSync(join(inside, 'info', 'grafts'), '');
  expect(await contentOf(location, environment)).toEqual(before);
});

it(
  'takes edited renames for renames, however many git itself would compare',
  async () => {
    const directory = temporaryDirectory();
    const names = Array.from({ length: 1_100 }, (_, index) => index);
    const text = (name: number) => body(name + 7, 12).replaceAll('line', `line of ${name}`);
    writeHistory(directory, {
      commits: [
        {
          ...{ mark: 1, branch: 'main', message: 'One', author, seconds: 1_700_000_000 },
          files: Object.fromEntries(names.map((name) => [`old/${name}.txt`, text(name)])),
        },
        {
          ...{
            mark: 2,
            branch: 'main',
            message: 'Two',
            author,
            seconds: 1_700_000_100,
            parents: [1],
          },
          files: Object.fromEntries(
            names.flatMap((name) => [
              [`old/${name}.txt`, null],
              [`new/n${name}.txt`, text(name).replace('\n', ' edited\n')],
            ]),
          ),
        },
      ],
    });
    const rows = new Rows();
    for await (const page of provider.collect({ location: directory }, contextAt(NOW)))
      rows.write(provider.toFacts(page));
    const second = rows.of('COMMIT').find(({ title }) => title === 'Two');
    expect(second).toMatchObject({ incomplete: false, tooManyRenames: false });
    expect(second!.files).toHaveLength(1_100);
    expect(
      second!.files.every(
        ({ from, additions, deletions }) => from && additions === 1 && deletions === 1,
      ),
    ).toBe(true);
  },
  LONG,
);

it(
  'keeps a commit of more renames than are compared without lines, and says so',
  async () => {
    const directory = temporaryDirectory();
    const names = Array.from({ length: 3_100 }, (_, index) => index);
    writeHistory(directory, {
      commits: [
        {
          ...{ mark: 1, branch: 'main', message: 'One', author, seconds: 1_700_000_000 },
          files: Object.fromEntries(names.map((name) => [`old/${name}`, `${name}\n`])),
        },
        {
          ...{
            mark: 2,
            branch: 'main',
            message: 'Two',
            author,
            seconds: 1_700_000_100,
            parents: [1],
          },
          files: Object.fromEntries(
            names.flatMap((name) => [
              [`old/${name}`, null],
              [`new/${name}`, `${name}\nmore\n`],
            ]),
          ),
        },
      ],
    });
    const rows = new Rows();
    for await (const page of provider.collect({ location: directory }, contextAt(NOW)))
      rows.write(provider.toFacts(page));
    const [one, two] = rows.of('COMMIT').sort((left, right) => left.authoredAt - right.authoredAt);
    expect(one).toMatchObject({ incomplete: false });
    expect(two).toMatchObject({ incomplete: true, tooManyRenames: true });
    expect(two!.files).toHaveLength(6_200);
    expect(
      two!.files.every(({ additions, deletions }) => additions === null && deletions === null),
    ).toBe(true);
  },
  LONG,
);
