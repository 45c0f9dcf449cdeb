import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncCounts } from '../../src/model/integration.js';
import { lawRuns } from '../law-runs.js';
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
  importStory,
  newDirectory,
  openStory,
  type Story,
} from '../story/open-story.js';
import { packRefs, writeObject } from '../story/raw-objects.js';

const [GOOD, REPOSITORIES, HISTORIES] = [12, lawRuns(1, 4), 50];
const LONG = 300_000;
const people = 'Name,Email,Manager Email\nLead,lead@x.com,\nAda,ada@x.com,lead@x.com\n';
/** It leads Ada nowhere, and whom it leads, in circles. */
const mailmap = [
  ...['A <a@y> <b@y>', 'B <b@y> <c@y>', 'C <c@y> <a@y>', '<m@y> <m@y>', `<${'l'.repeat(5_000)}@y>`],
  ...['\0', '<', '<>', '<> <>', '# x', `${'n'.repeat(9_000)} <n@y> <o@y>`, '<unclosed@y'],
].join('\n');

/** Commits of one history, each with its parents among those before it; and what it is called by. */
interface HostileHistory {
  readonly commits: readonly {
    readonly words: HostileCommit;
    readonly parents: readonly number[];
  }[];
  readonly tags: readonly { readonly seconds: string; readonly name: string }[];
  readonly tip: 'COMMIT' | 'COMMIT' | 'MISSING' | 'WORDS';
}
const history: fc.Arbitrary<HostileHistory> = fc.record({
  // A commit with the most parents is an octopus; a parent that is named twice is a duplicate.
  commits: fc.array(
    fc.record({ words: hostileCommit, parents: fc.array(fc.nat(5), { maxLength: 6 }) }),
    { minLength: 1, maxLength: 5 },
  ),
  tags: fc.array(
    fc.record({
      seconds: fc.constantFrom(`${NOW - DAY}`, '1700000000000', '253402300799', '-5', '0', 'abc'),
      name: fc.constantFrom('v1', 'ä', 'n'.repeat(200), '\u200b', `${'n'.repeat(240)}/`.repeat(4)),
    }),
    { maxLength: 2 },
  ),
  tip: fc.constantFrom('COMMIT', 'COMMIT', 'COMMIT', 'MISSING', 'WORDS'),
});

/** Good commits of Ada on the default branch, one a day, each of which reworks the file of the one before. */
function goodRepository(number: number): string {
  const directory = newDirectory();
  writeHistory(directory, {
    commits: Array.from({ length: GOOD }, (_, index) => ({
      ...{ mark: index + 1, branch: 'main', message: `Good ${number} ${index}` },
      ...{ author: 'Ada <ada@x.com>', seconds: NOW - (GOOD - index) * DAY },
      parents: index === 0 ? [] : [index],
      files: { 'a.txt': `line ${index}\n`.repeat(index + 1), '.mailmap': mailmap },
    })),
  });
  return directory;
}

interface Expected {
  /** Hashes of all hostile commits. */
  readonly shas: Set<string>;
  readonly misdated: Set<string>;
  readonly broken: Set<string>;
}

/** Writes one history beside those that are there, without a commit in common. */
function addHistory(
  directory: string,
  { commits, tags, tip }: HostileHistory,
  index: number,
  tree: string,
  refs: Map<string, string>,
): Expected {
  const written: string[] = [];
  const misdated = new Set<string>();
  for (const [at, { words, parents }] of commits.entries()) {
    const known = parents.flatMap((parent) => written[parent] ?? []);
    const all = known.length > 0 ? known : written.slice(-1);
    const email = `mallory${index}.${at}@x.com`;
    const sha = writeCommit(directory, words, { tree, parents: all, email });
    written.push(sha);
    // A branch names each commit that no other commit names.
    refs.set(`refs/heads/side-${index}-${at}`, sha);
    if (!isUsable(words.authored)) misdated.add(sha);
  }
  for (const [at, { seconds, name }] of tags.entries()) {
    const text = `object ${written.at(-1)}\ntype commit\ntag ${index}\ntagger M <m@x> ${seconds} +0000\n\nm\n`;
    const ref = `refs/tags/${index}-${at}-${name.replace(/\/$/, '')}`;
    refs.set(ref, writeObject(directory, 'tag', Buffer.from(text)));
  }
  const broken = new Set<string>();
  if (tip !== 'COMMIT') {
    const name = `refs/heads/broken-${index}`;
    const words = () => writeObject(directory, 'commit', Buffer.from(`only words ${index}`));
    refs.set(name, tip === 'WORDS' ? words() : `${index}`.padStart(40, '1'));
    broken.add(name);
  }
  return { shas: new Set(written), misdated, broken };
}

const MANY_PARENTS = 300;

/** Goes on with the default branch by hostile commits, the first of them with very many parents. A good one gets hostile tags. */
function addToMain(
  directory: string,
  number: number,
  tree: string,
  refs: Map<string, string>,
): Expected {
  const good = git(directory, ['rev-parse', 'main']);
  const misdated = new Set<string>();
  const shas: string[] = [];
  for (const [at, words] of fc.sample(hostileCommit, { numRuns: 3, seed: number }).entries()) {
    const parents = Array.from({ length: at === 0 ? MANY_PARENTS : 1 }, () => shas.at(-1) ?? good);
    const sha = writeCommit(directory, words, { tree, parents, email: `mallory.${at}@x.com` });
    shas.push(sha);
    if (!isUsable(words.authored)) misdated.add(sha);
  }
  git(directory, ['update-ref', 'refs/heads/main', shas.at(-1)!]);
  for (const name of ['v1.0.0', Array.from({ length: 5 }, () => 'n'.repeat(240)).join('/')]) {
    const text = `object ${good}\ntype commit\ntag v1\ntagger M <m@x> 1700000000000 +0000\n\nm\n`;
    refs.set(`refs/tags/${name}`, writeObject(directory, 'tag', Buffer.from(text)));
  }
  return { shas: new Set(shas), misdated, broken: new Set() };
}

function hostileRepository(number: number, histories: readonly HostileHistory[]) {
  const directory = goodRepository(number);
  const tree = git(directory, ['rev-parse', 'main^{tree}']);
  const refs = new Map<string, string>();
  const beside = histories.map((one, index) => addHistory(directory, one, index, tree, refs));
  const all = [...beside, addToMain(directory, number, tree, refs)];
  packRefs(directory, refs);
  const union = (part: keyof Expected) => new Set(all.flatMap((one) => [...one[part]]));
  return { directory, shas: union('shas'), misdated: union('misdated'), broken: union('broken') };
}

async function figuresOf(story: Story) {
  await story.activate(people);
  await story.save('Organisation/Lead', { repositories: anyRepository });
  await story.settle();
  const metrics = ['CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK'] as const;
  const answers = await story.ask({ metrics });
  return answers.map(({ metric, headline: { value, sampleSize } }) => ({
    ...{ metric, value, sampleSize },
  }));
}

function expectNamed({ doubtful, firstDoubtful }: SyncCounts, made: Expected): void {
  const { AUTHORED_BEFORE_1980: early = 0, AUTHORED_IN_FUTURE: late = 0 } = doubtful;
  expect(early + late).toBe(made.misdated.size);
  expect(doubtful.REF_BROKEN ?? 0).toBe(made.broken.size);
  for (const name of firstDoubtful?.REF_BROKEN ?? []) expect(made.broken.has(name)).toBe(true);
  for (const reason of ['AUTHORED_BEFORE_1980', 'AUTHORED_IN_FUTURE'])
    for (const sha of firstDoubtful?.[reason] ?? []) expect(made.misdated.has(sha)).toBe(true);
  // Both tags of the good commit count, and one with a long name.
  expect(doubtful.TAG_DATE_REPLACED).toBeGreaterThanOrEqual(2);
  expect(doubtful.NAME_SHORTENED).toBeGreaterThan(1);
}

describe.each(databaseKinds)('hostile histories in the %s database', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(kind);
  }, LONG);

  const runOf = async ({ app, viewer }: Story, number: number) =>
    (await app.ingestion.runs(viewer, number, { first: 1, after: null })).items[0]!.item;
  const doubtsOf = ({ app, viewer: { account } }: Story, repository: string) =>
    app.database.read(account, (session) =>
      session.query<{ sha: string; doubt: string | null }>(
        `select sha, doubt from commit where account_id = $1 and repository = (
           select number from repository where account_id = $1 and remote like '%' || $2)`,
        [account, repository],
      ),
    );

  it(
    'leave every good commit its figures, and each hostile one is kept and named with its reason',
    async () => {
      const seed = kind === 'EMBEDDED' ? 11 : 12;
      const histories = fc.sample(history, { numRuns: REPOSITORIES * HISTORIES, seed });
      const numbers = Array.from({ length: REPOSITORIES }, (_, number) => number);
      for (const number of numbers) await story.connect(goodRepository(number));
      const good = await figuresOf(story);
      expect(good.every(({ sampleSize }) => sampleSize > 0)).toBe(true);

      const hostile = await importStory(story.app, 'Hostile');
      for (const number of numbers) {
        const from = number * HISTORIES;
        const made = hostileRepository(number, histories.slice(from, from + HISTORIES));
        const integration = await hostile.connect(made.directory);
        const { counts } = await runOf(hostile, integration);
        expect(counts.written.COMMIT).toBe(GOOD + made.shas.size);
        expectNamed(counts, made);
        const rows = await doubtsOf(hostile, made.directory);
        const named = rows.filter(({ doubt }) => doubt !== null).map(({ sha }) => sha);
        expect(named.sort()).toEqual([...made.misdated].sort());
        expect(rows.filter(({ sha }) => made.shas.has(sha))).toHaveLength(made.shas.size);
        await hostile.sync(integration);
        expect((await runOf(hostile, integration)).counts).toMatchObject({
          ...{ written: {}, removed: 0 },
        });
      }
      expect(await figuresOf(hostile)).toEqual(good);
    },
    LONG,
  );
});
