import { describe, expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import {
  type RepositoryRecord,
  sameRepositories,
} from '../../../src/model/facts/same-repository.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import { createGuardedFetch } from '../../../src/providers/http/guarded-fetch.js';
import { keyOf, useIngestion } from '../../ingestion/use-ingestion.js';
import { databaseKinds } from '../../storage/databases.js';
import { backfill, idsOf, play } from './playing.js';

describe.each(databaseKinds)('runs of Actions on the database %s', (kind) => {
  const { parts, another } = useIngestion(kind);

  it('are written whole, and a second sync without changes writes none', async () => {
    const github = await play();
    const { world, url, token } = github;
    const fetch = createGuardedFetch(['*']);
    let { now } = world;
    const ingestion = another({ providers: [githubActions], clock: () => now, fetch });
    const viewer = keyOf(await parts.database.createAccount());
    const settings = { baseUrl: url, token, jobs: 'ALL' };
    const given = { provider: 'GITHUB_ACTIONS', name: null, settings };
    const { number } = await ingestion.connect(viewer, given);
    const run = await ingestion.sync(viewer.account, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED', message: null });
    const written = await parts.database.read(viewer.account, (session) =>
      session.query<{ id: string }>(
        'select id from pipeline_run where account_id = $1 and repository is not null order by id collate "C"',
        [viewer.account],
      ),
    );
    expect(written.map(({ id }) => id)).toEqual(idsOf(github));
    const kept = await parts.database.read(viewer.account, (session) =>
      session.query<{ settings: unknown }>(
        'select settings from integration where account_id = $1',
        [viewer.account],
      ),
    );
    expect(JSON.stringify(kept)).not.toContain(token);
    now += 120_000;
    const again = await ingestion.sync(viewer.account, number);
    expect(again).toMatchObject({ status: 'SUCCEEDED', counts: { written: {} } });
  });
});

it('a git history, GitHub and its Actions with one address are one repository', async () => {
  const github = await play();
  const { repositories } = await backfill(github);
  const [fact] = repositories;
  const record = (
    number: number,
    id: string,
    remote: string | null,
    origin: RepositoryRecord['origin'],
  ): RepositoryRecord => ({ number, id, publicId: null, name: fact!.name, remote, origin });
  const host = new URL(github.url).host;
  const { leaders } = sameRepositories([
    record(1, 'clone', remoteKey(`${github.url}/${fact!.name}.git`), 'HISTORY'),
    record(2, `github:${host}:${fact!.id.split(':').at(-1)}`, remoteKey(fact!.url!), 'REPORTED'),
    record(3, fact!.id, remoteKey(fact!.url!), 'REPORTED'),
  ]);
  expect([...new Set(leaders.values())]).toEqual([1]);
});
