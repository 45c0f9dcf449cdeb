import {
  artifactKey,
  beginningOf,
  comparableKey,
  numbered,
  revertedTitle,
  titled,
  writtenKeys,
} from '../../engine/correlate/keys.js';
import { mergedRanges, rangesOf } from '../../model/change-log.js';
import { revertedShas } from '../../model/facts/reverted-shas.js';
import { type ChangeText, changesHolding } from '../../storage/relations/change-facts.js';
import type {
  IncidentText,
  ItemText,
  PullRequestText,
  RunReferences,
} from '../../storage/relations/linkable-facts.js';
import {
  findReferencing,
  keysOf,
  loadReferenceKeys,
  type ReferenceKey,
  type ReferenceKind,
} from '../../storage/relations/reference-keys.js';
import {
  loadReferencing,
  pullRequestsListing,
  replaceReferenceKeys,
} from '../../storage/relations/references.js';
import { sprintsWithIds } from '../../storage/relations/tool-facts.js';
import type { Session } from '../../storage/sql/session.js';
import type { Changed } from '../changed.js';
import type { CodeNames } from '../load/code-names.js';
import { changedCommits } from './changed-commits.js';
import { identities } from './identities.js';
import { defineDerived } from './relation.js';

type ReferenceTexts = readonly (readonly [ReferenceKind, string | null])[];
const all = (kind: ReferenceKind, found: readonly string[]): ReferenceTexts =>
  found.map((key) => [kind, key] as const);
const hashes = (shas: readonly (string | null)[]): ReferenceTexts =>
  shas.map((sha) => ['COMMIT', sha?.toLowerCase() ?? null] as const);
const keys = (...texts: readonly (string | null)[]): ReferenceTexts =>
  all(
    'KEY',
    texts.flatMap((text) => writtenKeys(text ?? '')),
  );

function reverting({ repository, title, body, commits, reverts }: PullRequestText): ReferenceTexts {
  const wanted = revertedTitle(title);
  const texts = [body ?? '', ...commits.map(({ message }) => message)];
  return [
    ['PULL_REQUEST', reverts],
    ['REVERTED_TITLE', wanted === null ? null : titled(repository, wanted)],
    ...all('REVERTED', texts.flatMap(revertedShas).map(beginningOf)),
  ];
}

const ofPullRequest = (text: PullRequestText): ReferenceTexts => [
  ...keys(text.title, text.sourceBranch, text.body, ...text.commits.map(({ message }) => message)),
  ...hashes([...text.commits.map(({ sha }) => sha), text.mergeSha, text.headSha]),
  ['TITLE', titled(text.repository, text.title)],
  ['PULL_REQUEST_NUMBER', numbered(text.repository, text.numberInRepository)],
  ...reverting(text),
];
const ofItem = (text: ItemText): ReferenceTexts => [
  ...all('OWN_KEY', [text.key, ...text.formerKeys].map(comparableKey)),
  ...hashes(text.linkedCommits),
  ...all('PULL_REQUEST', text.linkedPullRequests),
  ...all(
    'SPRINT',
    text.sprintHistory.map(({ sprint }) => sprint),
  ),
];
const ofRun = (text: RunReferences): ReferenceTexts => [
  ...hashes(text.commits),
  ...all('ARTIFACT', [...text.artifactsIn, ...text.artifactsOut].map(artifactKey)),
];
const ofIncident = ({ causedBy, fixedBy }: IncidentText): ReferenceTexts =>
  all('RUN', [...causedBy, ...fixedBy]);

/** A change is found by its own hash without a reference key. */
const ofChange = (text: ChangeText): ReferenceTexts => {
  const { repository, title, sha, commits, pullRequest } = text;
  const wanted = revertedTitle(title);
  return [
    ...hashes(commits.filter((each) => each !== sha)),
    ['REVERTED_TITLE', wanted === null ? null : titled(repository, wanted)],
    ...all('REVERTED', text.revertedShas.map(beginningOf)),
    ['PULL_REQUEST_NUMBER', pullRequest === null ? null : numbered(repository, pullRequest)],
  ];
};

const keysBy =
  <Text extends { readonly number: number }>(referencesOf: (text: Text) => ReferenceTexts) =>
  (text: Text): ReferenceKey[] =>
    referencesOf(text).flatMap(([kind, key]) =>
      key === null ? [] : [{ source: text.number, kind, key }],
    );

const referencing = [
  'COMMIT',
  'CHANGE',
  'PULL_REQUEST',
  'WORK_ITEM',
  'PIPELINE_RUN',
  'INCIDENT',
] as const;

/** Rewrites the reference keys by which changed facts name others. */
async function reindex(session: Session, { ranges }: Changed): Promise<void> {
  const all = referencing.flatMap(ranges);
  if (all.length === 0) return;
  const found = await loadReferencing(session, ranges);
  await replaceReferenceKeys(session, all, [
    ...found.commits.flatMap(keysBy(({ message }) => keys(message))),
    ...found.changes.flatMap(keysBy(ofChange)),
    ...found.pullRequests.flatMap(keysBy(ofPullRequest)),
    ...found.acts,
    ...found.items.flatMap(keysBy(ofItem)),
    ...found.runs.flatMap(keysBy(ofRun)),
    ...found.incidents.flatMap(keysBy(ofIncident)),
  ]);
}

const sprintsIn = async (session: Session, { numbers }: Changed): Promise<string[]> =>
  (await loadReferenceKeys(session, ['SPRINT'], numbers('WORK_ITEM'))).map(({ key }) => key);

/** Loads the references in these pull requests and changes. */
async function namesIn(session: Session, facts: readonly number[]): Promise<CodeNames> {
  const keys = await loadReferenceKeys(session, ['COMMIT', 'PULL_REQUEST_NUMBER'], facts);
  return { hashes: keysOf(keys, 'COMMIT'), pullRequests: keysOf(keys, 'PULL_REQUEST_NUMBER') };
}

/** The changes that hold these hashes, or name these pull requests. */
const changesNamed = async (
  session: Session,
  { hashes, pullRequests }: CodeNames,
): Promise<number[]> => [
  ...(await changesHolding(session, hashes)),
  ...(await findReferencing(session, 'change', 'PULL_REQUEST_NUMBER', pullRequests)),
];

/** The keys by which facts name each other, with those that changed pull requests and changes hold or held. */
export const references = defineDerived({
  name: 'references',
  after: [identities, changedCommits],
  find: async (session, { changed, hasTools, of }) => {
    const withNames = [...changed.numbers('PULL_REQUEST'), ...changed.numbers('CHANGE')];
    const before = await namesIn(session, withNames);
    const sprintsBefore = await sprintsIn(session, changed);
    await reindex(session, changed);
    const now = await namesIn(session, withNames);
    const names = {
      hashes: [...before.hashes, ...now.hashes, ...of(changedCommits).former],
      pullRequests: [...before.pullRequests, ...now.pullRequests],
    };
    return {
      ...names,
      /** Changes that go by any of these names: another pull request can have brought them since now. */
      changes: hasTools ? await changesNamed(session, names) : [],
      sprints: [...sprintsBefore, ...(await sprintsIn(session, changed))],
    };
  },
  affects: async (session, { sprints }, { changed, of }) => {
    const commits = [...changed.ranges('COMMIT'), ...rangesOf(of(identities).commits)];
    return [
      ['sprint', await sprintsWithIds(session, sprints)],
      ['pullRequest', await pullRequestsListing(session, mergedRanges(commits))],
    ];
  },
});
