import type { ChangeFact, MailmapEntry, TagFact } from '../../model/facts/code.js';
import type { Facts, Reservation } from '../../model/facts/facts.js';
import { revertedShas } from '../../model/facts/reverted-shas.js';
import {
  cutToBytes,
  LIST_ENTRIES,
  NAME_BYTES,
  storableText,
  textFault,
} from '../../model/limits.js';
import type { Page } from '../provider.js';
import { commitsOf, createPeople } from './history/commit-facts.js';
import { committedDoubt, doubtOf, instantOf } from './history/instants.js';
import { readLog, STEP_FIELDS } from './history/log-format.js';
import { readMailmap } from './history/mailmap.js';
import { nameWithin, REF_BYTES, TITLE_BYTES } from './history/texts.js';
import { type Header, isPageKind, openBody, type PageKind } from './wire.js';

const inSubject = [/^Merge pull request #(\d+)\b/, /\(pull request #(\d+)\)/, /\(#(\d+)\)\s*$/];
const inBody = [/^Merge pull request #(\d+)\b/m, /\(pull request #(\d+)\)/];
const inEither = /\bSee merge request \S*!(\d+)/;

/** The number of the pull or merge request that a message names, as the hosts write it; null if it names none. */
function pullRequestOf(subject: string, body: string): number | null {
  for (const pattern of [...inSubject, inEither]) {
    const number = pattern.exec(subject)?.[1];
    if (number !== undefined) return numberOf(number);
  }
  for (const pattern of [...inBody, inEither]) {
    const number = pattern.exec(body)?.[1];
    if (number !== undefined) return numberOf(number);
  }
  return null;
}

// Longer than any host's, and than what a column holds: no number of a request.
const numberOf = (digits: string) => (digits.length > 9 ? null : Number(digits));

function changesOf(header: Header<'CHANGES'>, raw: string, page: Page): ChangeFact[] {
  const { repository } = header;
  const branch = nameWithin(header.branch, REF_BYTES);
  const personOf = createPeople();
  const records = new Map<string, readonly string[]>();
  for (const { fields } of readLog(raw, STEP_FIELDS)) records.set(fields[0]!, fields);
  return header.steps.map(({ sha, position, isMerge, commits }) => {
    const [, , , , merged = '', title = '', body = ''] = records.get(sha) ?? [];
    const [, name = '', email = '', authored = ''] = records.get(commits[0]!) ?? [];
    const [firstCommitAt, mergedAt] = [instantOf(authored), instantOf(merged)];
    const pullRequest = pullRequestOf(title, body);
    return {
      id: `${repository}:${sha}`,
      updatedAt: page.fetchedAt,
      repository,
      sha,
      branch,
      position,
      title: cutToBytes(title, TITLE_BYTES),
      author: personOf(name, email),
      mergedAt,
      firstCommitAt,
      commits,
      pullRequest,
      squashed: !isMerge && pullRequest !== null,
      revertedShas: revertedShas(`${title}\n${body}`),
      doubt: doubtOf(firstCommitAt, page.fetchedAt) ?? committedDoubt(mergedAt, page.fetchedAt),
    };
  });
}

type Mapping = { readonly [Kind in PageKind]: (h: Header<Kind>, raw: string, page: Page) => Facts };

/** Hashes are as they are; a tag may be called anything. */
const idOf = (repository: string, name: string) => `${repository}:${nameWithin(name, REF_BYTES)}`;

const idsOf = (header: { readonly repository: string; readonly names: readonly string[] }) =>
  header.names.map((name) => idOf(header.repository, name));

const reservationOf = (reason: string, name: string): Reservation => ({
  reason,
  name: nameWithin(name, REF_BYTES),
});

/**
 * Returns tags. A tag with a wrong date takes its commit's; a tag without any right date is
 * excluded.
 */
function tagsOf(
  { repository, tags, leftOut: undated, misdated }: Header<'TAGS'>,
  page: Page,
): Facts {
  const facts: TagFact[] = tags.map(({ name, sha, seconds, position }) => ({
    id: idOf(repository, name),
    updatedAt: page.fetchedAt,
    repository,
    sha,
    position,
    name: nameWithin(name, REF_BYTES),
    taggedAt: instantOf(seconds),
  }));
  const names = [
    ...undated.map((name) => ({ reason: 'TAG_LEFT_OUT', name })),
    ...misdated.map((name) => ({ reason: 'TAG_DATE_REPLACED', name })),
    ...tags
      .filter(({ name }) => nameWithin(name, REF_BYTES) !== name)
      .map(({ name }) => ({ reason: 'NAME_SHORTENED', name })),
  ];
  const reservations = names.map(({ reason, name }) => reservationOf(reason, name));
  return { TAG: facts, ...(reservations.length > 0 ? { reservations } : {}) };
}

const isKept = (entry: MailmapEntry): boolean =>
  Object.values(entry).every((text) => text === null || textFault(text, NAME_BYTES) === null);

const mapping: Mapping = {
  REPOSITORY: ({ repository: id, broken, ...rest }, _raw, { fetchedAt: updatedAt }) => ({
    REPOSITORY: [{ id, updatedAt, ...rest }],
    ...(broken.length === 0
      ? {}
      : { reservations: broken.map((name) => reservationOf('REF_BROKEN', name)) }),
  }),
  COMMITS: commitsOf,
  CHANGES: (header, raw, page) => ({ CHANGE: changesOf(header, raw, page) }),
  TAGS: (header, _raw, page) => tagsOf(header, page),
  MAILMAP: ({ repository }, raw, { fetchedAt: updatedAt }) => ({
    MAILMAP: [
      {
        id: repository,
        updatedAt,
        repository,
        entries: readMailmap(storableText(raw)).filter(isKept).slice(0, LIST_ENTRIES),
      },
    ],
  }),
  GONE: (header, _raw, { fetchedAt: updatedAt }) => ({
    tombstones: idsOf(header).map((id) => ({ kind: header.kind, id, updatedAt })),
  }),
  INVENTORY: (header, _raw, { fetchedAt: updatedAt }) => {
    const { kind, repository } = header;
    return { inventories: [{ kind, repository, ids: idsOf(header), updatedAt }] };
  },
};

const factsOf = <Kind extends PageKind>(kind: Kind, page: Page): Facts => {
  const { header, raw } = openBody(kind, page.body);
  return mapping[kind](header, raw, page);
};

/** Returns the facts of one page. Throws if the page is not of this provider. */
export function toFacts(page: Page): Facts {
  if (!isPageKind(page.kind)) throw new Error(`No page of git: ${page.kind}`);
  return factsOf(page.kind, page);
}
