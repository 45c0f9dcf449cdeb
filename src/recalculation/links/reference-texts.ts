import { artifactKey } from '../../engine/correlate/attempts.js';
import { comparableKey, writtenKeys } from '../../engine/correlate/keys.js';
import { comparableTitle, revertedTitle, SHORTEST_HASH } from '../../engine/correlate/reverts.js';
import type { NumberRange } from '../../model/change-log.js';
import { revertedShas } from '../../model/facts/reverted-shas.js';
import { referenceKeysOfActs } from '../../storage/inputs/review-acts.js';
import { type ChangeText, changesWithin } from '../../storage/relations/change-facts.js';
import {
  type IncidentText,
  type ItemText,
  type PullRequestText,
  type RunReferences,
  textsWithin,
} from '../../storage/relations/linkable-facts.js';
import {
  type ReferenceKey,
  type ReferenceKind,
  replaceReferenceKeys,
} from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { numbered } from './code-names.js';

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

export const titled = (repository: number, title: string) =>
  `${repository} ${comparableTitle(title)}`;

const beginningOf = (sha: string) => sha.slice(0, SHORTEST_HASH);

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

const reindexRange =
  <Text extends { readonly number: number }>(referencesOf: (text: Text) => ReferenceTexts) =>
  (text: Text): ReferenceKey[] =>
    referencesOf(text).flatMap(([kind, key]) =>
      key === null ? [] : [{ source: text.number, kind, key }],
    );

/** Affected facts of a batch, by kind. */
export interface AffectedRanges {
  readonly commits: readonly NumberRange[];
  readonly changes: readonly NumberRange[];
  readonly pullRequests: readonly NumberRange[];
  readonly workItems: readonly NumberRange[];
  readonly runs: readonly NumberRange[];
  readonly incidents: readonly NumberRange[];
}

/** A message in which no key can stand is not worth reading. */
const KEY = `'[A-Za-z0-9_]-[1-9]|#[1-9]'`;
const MAY_HOLD_KEY = `(f.title ~ ${KEY} or f.body ~ ${KEY} or f.trailers <> '[]'::jsonb and f.trailers::text ~ ${KEY})`;

/** Rewrites the reference keys by which these facts name others. */
export async function reindexReferenceKeys(
  session: Session,
  affected: AffectedRanges,
): Promise<void> {
  const numbers = Object.values(affected).flat() as NumberRange[];
  if (numbers.length === 0) return;
  const commits = await textsWithin(session, 'commit', affected.commits, MAY_HOLD_KEY);
  const changes = await changesWithin(session, affected.changes);
  const pullRequests = await textsWithin(session, 'pull_request', affected.pullRequests);
  const acts = await referenceKeysOfActs(session, affected.pullRequests);
  const items = await textsWithin(session, 'work_item', affected.workItems);
  const runs = await textsWithin(session, 'pipeline_run', affected.runs);
  const incidents = await textsWithin(session, 'incident', affected.incidents);
  await replaceReferenceKeys(session, numbers, [
    ...commits.flatMap(reindexRange(({ message }) => keys(message))),
    ...changes.flatMap(reindexRange(ofChange)),
    ...pullRequests.flatMap(reindexRange(ofPullRequest)),
    ...acts,
    ...items.flatMap(reindexRange(ofItem)),
    ...runs.flatMap(reindexRange(ofRun)),
    ...incidents.flatMap(reindexRange(ofIncident)),
  ]);
}
