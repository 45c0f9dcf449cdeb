import { describe, expect, it } from 'vitest';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { inTimeZone } from '../../in-time-zone.js';
import { witnessed } from '../http/vendor-server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { gather, mapped, NOW, playing, settingsOf } from './support.js';

const answers = <Data = unknown>(note: string): Data[] =>
  recorded<Data>('harness-code', 'answers')
    .filter(({ input }) => input?.note === `whole answer: ${note}`)
    .map(({ data }) => data);

describe.skipIf(!hasRecordings('harness-code'))('every recorded answer of Harness Code', () => {
  it('a pull request maps whole with its commits, comments and reviews', () => {
    const [pullRequest] = answers('pr');
    const [commits] = answers<unknown[]>('pr_commits');
    const activities = [...answers('review'), ...answers('comment')];
    const { PULL_REQUEST, dropped } = mapped(pullRequest, { commits, activities });
    expect(dropped).toBeUndefined();
    expect(PULL_REQUEST).toMatchObject([
      {
        ...{ number: 1, state: 'OPEN', title: 'feat: self as codeowner can be skipped' },
        ...{ openedAt: 1_710_818_863_810, readyAt: null, mergeSha: null, labels: [] },
        author: { applicationType: 'HARNESS', id: 'aqm0RQXGQI6v3m_f7u7C5A' },
        commits: [{ authoredAt: Date.UTC(2023, 1, 9, 17, 12, 10, 976), isMerge: false }],
        comments: [{ by: { id: 'identifier', bot: true }, at: 1_708_354_973_112 }, {}],
        ...{ additions: null, reviews: [] },
        url: 'https://app.harness.io/ng/account/ACCOUNT/module/code/orgs/default/projects/Shop/repos/web/pulls/1',
      },
    ]);
  });

  it('repositories map whole', () => {
    const nodes = [...answers<unknown[]>('repos').flat(), ...answers('repo')];
    const { REPOSITORY, dropped } = harnessCode.toFacts({
      ...{ kind: 'REPOSITORIES', fetchedAt: NOW, cursor: null },
      body: JSON.stringify({ place: 'qa.harness.io/px', nodes }),
    });
    expect(dropped).toBeUndefined();
    expect(REPOSITORY?.map(({ name, defaultBranch }) => [name, defaultBranch])).toEqual([
      ['default/codeciintegration/demo', 'main'],
      ['default/codeciintegration/thomas', 'main'],
      ['default/codeciintegration/demo', 'main'],
    ]);
    expect(REPOSITORY![0]).toMatchObject({
      url: 'https://qa.harness.io/code/git/px7xd_BFRCi-pfWPYXVjvw/default/codeciintegration/demo.git',
    });
  });

  it('the others are of kinds that are not read', () => {
    const read = ['pr', 'pr_commits', 'review', 'comment', 'repos', 'repo'];
    const notes = recorded('harness-code', 'answers').map(({ input }) =>
      String(input?.note).replace('whole answer: ', ''),
    );
    expect(notes.filter((note) => !read.includes(note))).toEqual([
      ...['commits', 'commit', 'branches', 'hooks', 'user'],
    ]);
  });

  it('is the same in any zone', async () => {
    const [pullRequest] = answers('pr');
    const [commits] = answers<unknown[]>('pr_commits');
    const here = mapped(pullRequest, { commits });
    for (const other of ['Pacific/Auckland', 'America/St_Johns'])
      expect(await inTimeZone(other, () => mapped(pullRequest, { commits }))).toEqual(here);
  });

  it('a webhook points at its pull request, if it has one', () => {
    const opened = recorded('harness-code', 'webhooks').map(({ data }) => {
      const body = Buffer.from(JSON.stringify(data));
      return harnessCode.open!({ headers: {}, receivedAt: NOW, body });
    });
    expect(opened.map(({ nudges }) => nudges[0] ?? null)).toEqual([
      ...[null, null, 'asd/demo#2', 'codeowners/asdsad#10'],
      'kmpySmUISimoRrJL6NL73w/myOrg/myProject/aba#4',
      'kmpySmUISimoRrJL6NL73w/myOrg/myProject/aba#4',
      ...[null, null],
    ]);
  });
});

/** Does everything that asks Harness Code anything. */
async function exercise(): Promise<Awaited<ReturnType<typeof playing>>> {
  const server = await playing();
  const first = await gather(server);
  const { path } = server.world.repositories.pop()!.record;
  expect(path).toBe('ACCOUNT/default/shared');
  await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const settings = settingsOf(server);
  const { context } = witnessed({ now: NOW });
  await harnessCode.check(settings, context);
  await harnessCode.spotCheck!(settings, 'default/Shop/web#1', context);
  const nudges = ['ACCOUNT/default/Shop/web#1'];
  for await (const _ of harnessCode.fetchNudged!(settings, nudges, context));
  return server;
}

describe.skipIf(!hasContracts)('the contract of Harness Code', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const [code, platform] = [
      await contractOf('harness/code-v1.json'),
      await contractOf('harness/ng-v1.json'),
    ];
    const server = await exercise();
    const isCode = ({ path }: { readonly path: string }) => path.startsWith('/code/');
    const faults = server.requests.flatMap((asked) =>
      isCode(asked)
        ? contractFaults([code], asked, '/code/api/v1')
        : contractFaults([platform], asked),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ route }) => route)).size).toBe(8);
  });
});
