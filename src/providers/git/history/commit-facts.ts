import type { CommitFact, FileChange, Unwritten } from '../../../model/facts/code.js';
import type { Facts, Reservation } from '../../../model/facts/facts.js';
import type { Person } from '../../../model/facts/people.js';
import { cutToBytes } from '../../../model/limits.js';
import type { Page } from '../../provider.js';
import type { Header } from '../wire.js';
import { linesOfFiles, namesOfFiles } from './file-list.js';
import { committedDoubt, doubtOf, instantOf } from './instants.js';
import {
  COMMIT_FIELDS,
  FIELDS_WITHOUT_BODY,
  type LogRecord,
  OLD_TRAILER_KEY_END,
  readLog,
  TRAILER_END,
  TRAILER_KEY_END,
} from './log-format.js';
import { EMAIL_BYTES, nameWithin, PERSON_BYTES, TITLE_BYTES, TRAILERS_BYTES } from './texts.js';

type Commits = Header<'COMMITS'>;
export type NamePerson = (name: string, email: string) => Person;

/** One object for each person: a page names few people, and often. */
export function createPeople(): NamePerson {
  const people = new Map<string, Person>();
  return (name, email) => {
    const id = `${name} <${email}>`;
    let person = people.get(id);
    if (!person) {
      const [kept, address] = [nameWithin(name, PERSON_BYTES), nameWithin(email, EMAIL_BYTES)];
      person = {
        applicationType: 'GIT',
        id: `${kept} <${address}>`,
        name: kept || null,
        email: address || null,
      };
      people.set(id, person);
    }
    return person;
  };
}

/** Nobody writes so much but a program that quotes others. */
const LONGEST_BODY = 20_000;

const noTrailers: CommitFact['trailers'] = [];
function trailersOf(text: string, keyEnd: string): CommitFact['trailers'] {
  if (text === '') return noTrailers;
  return cutToBytes(text, TRAILERS_BYTES)
    .split(TRAILER_END)
    .map((trailer) => {
      const [key = '', ...value] = trailer.split(keyEnd);
      return [key, value.join(keyEnd)] as const;
    });
}

const notesOf = ({ beyond, odd, marked }: Commits) => ({
  beyond: new Set(beyond),
  odd: new Map(odd.map(([sha, path, oddity]) => [`${sha} ${path}`, oddity])),
  marked: new Map(marked),
});
/** Notes of a page about the files of its commits, besides their lines. */
type FileNotes = ReturnType<typeof notesOf>;

function unwrittenOf(sha: string, file: FileChange, notes: FileNotes): Unwritten | null {
  const oddity = notes.odd.size === 0 ? undefined : notes.odd.get(`${sha} ${file.path}`);
  if (oddity === 'LINK') return 'SUBMODULE';
  if (file.additions === null) return 'BINARY';
  if (oddity === 'MODE' && file.additions + file.deletions! === 0) return 'MODE_CHANGE';
  return notes.marked.get(file.path) ?? null;
}

/** Old and new paths alike: which of them were renamed is not known. */
const withoutLines = (files: readonly FileChange[]): FileChange[] =>
  files
    .flatMap(({ path, from }) => (from === undefined ? [path] : [from, path]))
    .sort()
    .map((path) => ({ path, additions: null, deletions: null }));

function filesOf(sha: string, { files: tokens }: LogRecord, notes: FileNotes): FileChange[] {
  const files = linesOfFiles(tokens);
  if (notes.beyond.has(sha)) return withoutLines(files);
  return files.map((file) => {
    const unwritten = unwrittenOf(sha, file, notes);
    return unwritten === null ? file : { ...file, additions: null, deletions: null, unwritten };
  });
}

function commitOf(
  record: LogRecord,
  header: Commits,
  notes: FileNotes,
  page: Page,
  personOf: NamePerson,
): CommitFact {
  const [sha = '', parents = '', authorName = '', authorEmail = '', authored = ''] = record.fields;
  const [name = '', email = '', committed = '', title = '', trailers = '', body = ''] =
    record.fields.slice(5);
  const authoredAt = instantOf(authored);
  const tooManyRenames = notes.beyond.has(sha);
  const hasLines = header.files === 'LINES';
  const known = header.parents[sha] ?? (parents === '' ? [] : parents.split(' '));
  return {
    id: `${header.repository}:${sha}`,
    updatedAt: page.fetchedAt,
    repository: header.repository,
    sha,
    title: cutToBytes(title, TITLE_BYTES),
    body: body.slice(0, LONGEST_BODY).trimEnd().toWellFormed() || null,
    author: personOf(authorName, authorEmail),
    committer: personOf(name, email),
    authoredAt,
    committedAt: instantOf(committed),
    parents: known,
    isRoot: known.length === 0,
    files: hasLines ? filesOf(sha, record, notes) : namesOfFiles(record.files),
    trailers: trailersOf(trailers, header.form === 1 ? OLD_TRAILER_KEY_END : TRAILER_KEY_END),
    doubt: doubtOf(authoredAt, page.fetchedAt),
    incomplete: !hasLines || tooManyRenames,
    tooManyRenames,
  };
}

function reservationsOf(
  { sha, committedAt, author, committer, authoredAt }: CommitFact,
  record: LogRecord,
  now: number,
): Reservation[] {
  const reasons: string[] = [];
  const doubt = committedDoubt(committedAt, now);
  // Where both dates are wrong the author's says enough.
  if (doubt !== null && doubtOf(authoredAt, now) === null) reasons.push(doubt);
  const [, , authorName = '', authorEmail = '', , name = '', email = ''] = record.fields;
  const isShortened = ({ id }: Person, whole: string) => id !== whole;
  if (
    isShortened(author, `${authorName} <${authorEmail}>`) ||
    isShortened(committer, `${name} <${email}>`)
  )
    reasons.push('NAME_SHORTENED');
  return reasons.map((reason) => ({ reason, name: sha }));
}

/** The commits of a page. */
export function commitsOf(header: Commits, raw: string, page: Page): Facts {
  const people = createPeople();
  const notes = notesOf(header);
  const commits: CommitFact[] = [];
  const reservations: Reservation[] = [];
  for (const record of readLog(raw, header.bodies ? COMMIT_FIELDS : FIELDS_WITHOUT_BODY)) {
    const commit = commitOf(record, header, notes, page, people);
    commits.push(commit);
    reservations.push(...reservationsOf(commit, record, page.fetchedAt));
  }
  return { COMMIT: commits, ...(reservations.length > 0 ? { reservations } : {}) };
}
