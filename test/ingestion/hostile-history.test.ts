import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';
import {
  DAY,
  type HostileCommit,
  hostileCommit,
  isUsable,
  NOW,
  writeCommit,
} from '../story/hostile-commits.js';
import {
  anyRepository,
  newDirectory,
  openStory,
  type Story,
  tellStory,
} from '../story/open-story.js';

const GOOD = 24;
const HOSTILE = 100;
const LONG = 300_000;
const people = 'Name,Email,Manager Email\nLead,lead@x.com,\nAda,ada@x.com,lead@x.com\n';

/** Good commits of Ada on the default branch, one a day, each of which reworks the file of the one before. */
function goodHistory(): string {
  const directory = newDirectory();
  writeHistory(directory, {
    commits: Array.from({ length: GOOD }, (_, index) => ({
      ...{ mark: index + 1, branch: 'main', message: `Good ${index}`, author: 'Ada <ada@x.com>' },
      ...{ seconds: NOW - (GOOD - index) * DAY, parents: index === 0 ? [] : [index] },
      files: { 'a.txt': `line ${index}\n`.repeat(index + 1) },
    })),
  });
  return directory;
}

interface Hostile extends HostileCommit {
  readonly parents: number;
  readonly onMain: boolean;
}
const hostile: fc.Arbitrary<Hostile> = fc
  .tuple(hostileCommit, fc.constantFrom(1, 1, 2, 300), fc.boolean())
  .map(([words, parents, onMain]) => ({ ...words, parents, onMain }));

/** The same history with hostile commits on branches of their own and between the good ones, and hostile tags. */
function hostileHistory(seed: number) {
  const directory = goodHistory();
  const misdated = new Map<string, Hostile>();
  const tree = git(directory, ['rev-parse', 'main^{tree}']);
  let main = git(directory, ['rev-parse', 'main']);
  for (const [index, one] of fc.sample(hostile, { numRuns: HOSTILE, seed }).entries()) {
    const parents = Array.from({ length: one.parents }, () => main);
    const sha = writeCommit(directory, one, { tree, parents, email: `mallory${index}@x.com` });
    if (one.onMain) main = sha;
    const branch = one.onMain ? 'main' : `side-${index}`;
    git(directory, ['update-ref', `refs/heads/${branch}`, sha]);
    if (!isUsable(one.authored)) misdated.set(sha, one);
  }
  const good = git(directory, ['rev-list', '--author=ada@x.com', '-1', 'main']);
  const tag = (name: string, seconds: string) => {
    const text = `object ${good}\ntype commit\ntag ${name.slice(0, 50)}\ntagger M <m@x> ${seconds} +0000\n\nm\n`;
    const sha = git(directory, ['hash-object', '-t', 'tag', '-w', '--stdin', '--literally'], text);
    git(directory, ['update-ref', `refs/tags/${name}`, sha]);
  };
  tag('v1.0.0', '1700000000000');
  tag('v1.0.1', '253402300799');
  tag(Array.from({ length: 5 }, () => 'n'.repeat(240)).join('/'), `${NOW - DAY}`);
  return { directory, misdated };
}

describe.each(databaseKinds)('a hostile history in the %s database', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(kind);
  }, LONG);

  const figures = async (account: Story, location: string) => {
    const number = await account.connect(location);
    await account.activate(people);
    await account.save('Organisation/Lead', { repositories: anyRepository });
    await account.settle();
    const answers = await account.ask({ metrics: ['CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK'] });
    const { viewer } = account;
    const runs = await account.app.ingestion.runs(viewer, number, { first: 1, after: null });
    return {
      told: answers.map(({ metric, headline: { value, sampleSize } }) => ({
        ...{ metric, value, sampleSize },
      })),
      counts: runs.items[0]!.item.counts,
    };
  };

  it(
    'leaves the figures of the good commits as they are, and names what is doubtful',
    async () => {
      const { directory, misdated } = hostileHistory(kind === 'EMBEDDED' ? 1 : 2);
      const good = await figures(story, goodHistory());
      const { told, counts } = await figures(await tellStory(story.app, 'Hostile'), directory);
      expect(good.told.every(({ sampleSize }) => sampleSize > 0)).toBe(true);
      expect(told).toEqual(good.told);
      const { AUTHORED_BEFORE_1980: early = 0, AUTHORED_IN_FUTURE: late = 0 } = counts.doubtful;
      expect(early + late).toBe(misdated.size);
      expect(counts.written.COMMIT).toBe(GOOD + HOSTILE);
      for (const reason of ['AUTHORED_BEFORE_1980', 'AUTHORED_IN_FUTURE'])
        for (const sha of counts.firstDoubtful![reason] ?? []) expect(misdated.has(sha)).toBe(true);
      expect(counts.doubtful).toMatchObject({ TAG_DATE_REPLACED: 2 });
      expect(counts.doubtful.NAME_SHORTENED).toBeGreaterThan(1);
    },
    LONG,
  );
});
