import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Viewer } from '../../src/model/access.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { loadObserved } from '../storage/cells/observed-rows.js';
import { databaseKinds } from '../storage/databases.js';
import { toolStory } from '../storage/tool-story.js';
import { useDirectory } from './use-directory.js';

describe.each(databaseKinds)('on %s', (kind) => {
  const { clock, parts, settled } = useDirectory(kind);

  const authorOf = (name: string, email: string) => ({
    applicationType: 'GIT' as const,
    id: `${name} <${email}>`,
    name,
    email,
  });
  const commit = (repository: string, sha: string, author: ReturnType<typeof authorOf>) => ({
    id: `${repository}:${sha}`,
    updatedAt: clock.now,
    repository,
    sha,
    title: 'A commit',
    author,
    committer: author,
    authoredAt: clock.now,
    committedAt: clock.now,
    parents: [],
    isRoot: false,
    files: [],
    body: null,
    trailers: [],
    doubt: null,
    incomplete: false,
    tooManyRenames: false,
  });
  const repository = (id: string) => ({
    id,
    updatedAt: clock.now,
    name: id,
    url: null,
    defaultBranch: 'main',
  });
  const write = (viewer: Viewer, commits: readonly ReturnType<typeof commit>[]) =>
    parts.database.write(viewer.account, (session) =>
      writeFacts(session, 1, { REPOSITORY: [repository('a'), repository('b')], COMMIT: commits }),
    );
  const settle = (viewer: Viewer) =>
    createRecalculation({
      database: parts.database,
      metrics,
      onError: (error) => expect.fail(String(error)),
    }).settle(viewer.account);
  const codingDays = (viewer: Viewer) =>
    parts.database.read(viewer.account, async (session) => {
      const { observations } = await loadObserved(session);
      const own = observations.filter(({ metric }) => metric === 'CODING_DAYS_PER_DEVELOPER');
      return own.map(({ developer }) => developer).sort();
    });
  const numberOf = async (viewer: Viewer, email: string) =>
    (await parts.directory.developers.list(viewer, email, {})).items[0]!.item.number;

  describe('identities', () => {
    it('of authors nobody matches are listed by commits and linked by hand in every repository', async () => {
      const viewer = await settled();
      const developer = await numberOf(viewer, 'al@x.io');
      const home = authorOf('Al', 'al@home.io');
      const other = authorOf('Zoe', 'zoe@home.io');
      await write(viewer, [
        commit('a', '1', home),
        commit('b', '2', home),
        commit('b', '3', home),
        commit('a', '4', other),
      ]);
      const unmatched = await parts.directory.identities.unmatched(viewer, {});
      expect(unmatched.items.map(({ item }) => [item.email, item.commits])).toEqual([
        ['al@home.io', 3],
        ['zoe@home.io', 1],
      ]);
      const { identity } = unmatched.items[0]!.item;
      await parts.directory.identities.link(viewer, identity, developer);
      expect((await parts.directory.identities.unmatched(viewer, {})).items).toHaveLength(1);
      const linked = await parts.directory.identities.of(viewer, [developer]);
      expect(linked.map(({ rule }) => rule)).toEqual(['MANUAL', 'MANUAL']);
      await parts.directory.identities.unlink(viewer, identity);
      expect(await parts.directory.identities.of(viewer, [developer])).toEqual([]);
      expect((await parts.directory.developers.draft(viewer)).content).toContain('Al,al@home.io,,');
    });

    it('of people of any tool are listed and drafted by what facts name them for, without bots', async () => {
      const viewer = await settled();
      await parts.database.write(viewer.account, (session) => writeFacts(session, 1, toolStory));
      const { items } = await parts.directory.identities.unmatched(viewer, {});
      expect(items.map(({ item }) => item)).toMatchObject([
        { externalId: 'bo', commits: 0, pullRequests: 0, reviews: 2, workItems: 3 },
        { externalId: 'ada', pullRequests: 2, reviews: 1, workItems: 0, lastCommitAt: null },
      ]);
      const { content, comments } = await parts.directory.developers.draft(viewer);
      expect(content).toMatch(/\nada,ada@work\.io,,\nbo,bo@work\.io,,\n$/);
      expect(comments).toBe(0);
    });

    it('linked by hand move what was observed, and stay so whatever is written later', async () => {
      const viewer = await settled();
      const developer = await numberOf(viewer, 'al@x.io');
      const home = authorOf('Al', 'al@home.io');
      await write(viewer, [commit('a', '1', home)]);
      await settle(viewer);
      expect(await codingDays(viewer)).toEqual([]);
      const { identity } = (await parts.directory.identities.unmatched(viewer, {})).items[0]!.item;
      await parts.directory.identities.link(viewer, identity, developer);
      await settle(viewer);
      expect(await codingDays(viewer)).toEqual([developer]);
      await write(viewer, [commit('a', '2', home)]);
      await settle(viewer);
      expect(await codingDays(viewer)).toEqual([developer, developer]);
      await parts.directory.identities.unlink(viewer, identity);
      await settle(viewer);
      expect(await codingDays(viewer)).toEqual([]);
    });
  });
});
