import type { ChangeFact, CommitDoubt, CommitFact, FileChange } from '../../model/code.js';
import type { Facts } from '../../model/facts.js';
import type { Person } from '../../model/people.js';
import { revertedShas } from '../../model/reverted-shas.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { Page } from '../provider.js';
import {
  COMMIT_FIELDS,
  FIELDS_WITHOUT_BODY,
  type LogRecord,
  readLog,
  STEP_FIELDS,
  TRAILER_END,
  TRAILER_KEY_END,
} from './log-format.js';
import { readMailmap } from './mailmap.js';
import { pullRequestOf } from './pull-request.js';
import { type Header, isPageKind, openBody, type PageKind } from './wire.js';

const YEAR_1980 = Date.UTC(1980, 0, 1);
const YEAR_10000 = Date.UTC(10_000, 0, 1);

// Damaged commits carry dates that no calendar holds; they stay doubtful when cut to one that does.
const instantOf = (seconds: number | string): Instant =>
  Math.min(Math.max(Number(seconds) * 1000 || 0, 0), YEAR_10000 - 1);

function doubtOf(authoredAt: Instant, fetchedAt: Instant): CommitDoubt | null {
  if (authoredAt < YEAR_1980) return 'AUTHORED_BEFORE_1980';
  return authoredAt > fetchedAt + DAY_MILLISECONDS ? 'AUTHORED_IN_FUTURE' : null;
}

type NamePerson = (name: string, email: string) => Person;

/** One object for each person: a page names few people, and often. */
function createPeople(): NamePerson {
  const people = new Map<string, Person>();
  return (name, email) => {
    const id = `${name} <${email}>`;
    let person = people.get(id);
    if (!person) {
      person = { applicationType: 'GIT', id, name: name || null, email: email || null };
      people.set(id, person);
    }
    return person;
  };
}

const count = (text: string) => (text === '-' ? null : Number(text));

function linesOfFiles(tokens: readonly string[]): FileChange[] {
  const files: FileChange[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const first = token.indexOf('\t');
    const second = token.indexOf('\t', first + 1);
    const additions = count(token.slice(0, first));
    const deletions = count(token.slice(first + 1, second));
    const path = token.slice(second + 1);
    if (path !== '') files.push({ path, additions, deletions });
    else {
      files.push({ path: tokens[at + 2]!, from: tokens[at + 1]!, additions, deletions });
      at += 2;
    }
  }
  return files;
}

function namesOfFiles(tokens: readonly string[]): FileChange[] {
  const files: FileChange[] = [];
  for (let at = 1; at < tokens.length; at += 2)
    files.push({ path: tokens[at]!, additions: null, deletions: null });
  return files;
}

/** Nobody writes so much but a program that quotes others. */
const LONGEST_BODY = 20_000;

const noTrailers: CommitFact['trailers'] = [];
function trailersOf(text: string): CommitFact['trailers'] {
  if (text === '') return noTrailers;
  return text.split(TRAILER_END).map((trailer) => {
    const [key = '', ...value] = trailer.split(TRAILER_KEY_END);
    return [key, value.join(TRAILER_KEY_END)] as const;
  });
}

function commitOf(
  record: LogRecord,
  header: Header<'COMMITS'>,
  page: Page,
  personOf: NamePerson,
): CommitFact {
  const [sha = '', parents = '', authorName = '', authorEmail = '', authored = ''] = record.fields;
  const [name = '', email = '', committed = '', title = '', trailers = '', body = ''] =
    record.fields.slice(5);
  const authoredAt = instantOf(authored);
  return {
    id: `${header.repository}:${sha}`,
    updatedAt: page.fetchedAt,
    repository: header.repository,
    sha,
    title,
    body: body.slice(0, LONGEST_BODY).trimEnd() || null,
    author: personOf(authorName, authorEmail),
    committer: personOf(name, email),
    authoredAt,
    committedAt: instantOf(committed),
    parents: header.parents[sha] ?? (parents === '' ? [] : parents.split(' ')),
    files: header.files === 'LINES' ? linesOfFiles(record.files) : namesOfFiles(record.files),
    trailers: trailersOf(trailers),
    doubt: doubtOf(authoredAt, page.fetchedAt),
    incomplete: header.files !== 'LINES',
  };
}

function changesOf(header: Header<'CHANGES'>, raw: string, page: Page): ChangeFact[] {
  const { repository, branch } = header;
  const personOf = createPeople();
  const records = new Map<string, readonly string[]>();
  for (const { fields } of readLog(raw, STEP_FIELDS)) records.set(fields[0]!, fields);
  return header.steps.map(({ sha, position, isMerge, commits }) => {
    const [, , , , merged = '', title = '', body = ''] = records.get(sha) ?? [];
    const [, name = '', email = '', authored = ''] = records.get(commits[0]!) ?? [];
    const firstCommitAt = instantOf(authored);
    const pullRequest = pullRequestOf(title, body);
    return {
      ...{ id: `${repository}:${sha}`, updatedAt: page.fetchedAt, repository },
      ...{ sha, branch, position, title, author: personOf(name, email) },
      ...{ mergedAt: instantOf(merged), firstCommitAt, commits, pullRequest },
      squashed: !isMerge && pullRequest !== null,
      revertedShas: revertedShas(`${title}\n${body}`),
      doubt: doubtOf(firstCommitAt, page.fetchedAt),
    };
  });
}

type Mapping = { readonly [Kind in PageKind]: (h: Header<Kind>, raw: string, page: Page) => Facts };

const idsOf = (header: { readonly repository: string; readonly names: readonly string[] }) =>
  header.names.map((name) => `${header.repository}:${name}`);

const mapping: Mapping = {
  REPOSITORY: ({ repository: id, ...rest }, _raw, { fetchedAt: updatedAt }) => ({
    REPOSITORY: [{ id, updatedAt, ...rest }],
  }),
  COMMITS: (header, raw, page) => {
    const people = createPeople();
    const records = readLog(raw, header.bodies ? COMMIT_FIELDS : FIELDS_WITHOUT_BODY);
    return { COMMIT: Array.from(records, (record) => commitOf(record, header, page, people)) };
  },
  CHANGES: (header, raw, page) => ({ CHANGE: changesOf(header, raw, page) }),
  TAGS: ({ repository, tags }, _raw, { fetchedAt: updatedAt }) => ({
    TAG: tags.map(({ name, sha, seconds, position }) => ({
      ...{ id: `${repository}:${name}`, updatedAt, repository, name, sha, position },
      taggedAt: instantOf(seconds),
    })),
  }),
  MAILMAP: ({ repository }, raw, { fetchedAt: updatedAt }) => ({
    MAILMAP: [{ id: repository, updatedAt, repository, entries: readMailmap(raw) }],
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

/** The facts that one page tells. Throws where the page is not of this provider. */
export function toFacts(page: Page): Facts {
  if (!isPageKind(page.kind)) throw new Error(`No page of git: ${page.kind}`);
  return factsOf(page.kind, page);
}
