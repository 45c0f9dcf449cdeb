import { p } from '@mikro-orm/core';
import type {
  ChangeDoubt,
  ChangeFact,
  CommitDoubt,
  CommitFact,
  FileChange,
  MailmapEntry,
  MailmapFact,
  RepositoryFact,
  TagFact,
} from '../../model/facts/code.js';
import { instant, json, namedHashes, superseded, whole } from './column.js';
import { factTable, ownTable } from './own-table.js';
import type { NamesHashes, SameShape, Stored, Superseded } from './same-shape.js';

export const RepositoryTable = factTable({
  name: 'Repository',
  properties: {
    integration: whole(),
    name: p.text(),
    url: p.text().nullable(),
    defaultBranch: p.text().nullable(),
    remote: p.text().nullable(),
    publicId: p.text().nullable(),
    /** The leading record of the same repository; its own number if it leads itself again; null if it always did. */
    sameAs: whole().nullable(),
  },
});
true satisfies SameShape<
  Stored<RepositoryFact> & { integration: number; sameAs: number | null },
  typeof RepositoryTable
>;

export const CommitTable = factTable({
  name: 'Commit',
  properties: {
    ...superseded(),
    sha: p.text(),
    title: p.text(),
    body: p.text().nullable(),
    author: whole(),
    committer: whole(),
    authoredAt: instant(),
    committedAt: instant(),
    ...namedHashes(),
    parents: json<readonly string[]>(),
    isRoot: p.boolean().default(false),
    files: json<readonly FileChange[]>(),
    trailers: json<readonly (readonly [string, string])[]>(),
    doubt: p.text().$type<CommitDoubt>().nullable(),
    incomplete: p.boolean(),
    tooManyRenames: p.boolean().default(false),
  },
  indexes: [['author', 'authoredAt'], ['repository', 'authoredAt'], ['sha']],
});
true satisfies SameShape<Stored<CommitFact> & Superseded & NamesHashes, typeof CommitTable>;

export const ChangeTable = factTable({
  name: 'Change',
  properties: {
    ...superseded(),
    sha: p.text(),
    branch: p.text(),
    position: p.integer(),
    title: p.text(),
    author: whole(),
    mergedAt: instant(),
    firstCommitAt: instant(),
    commits: json<readonly string[]>(),
    pullRequest: p.integer().nullable(),
    squashed: p.boolean(),
    revertedShas: json<readonly string[]>().default('[]'),
    doubt: p.text().$type<ChangeDoubt>().nullable(),
  },
  indexes: [
    ['author', 'mergedAt'],
    ['repository', 'position'],
    ['repository', 'mergedAt'],
    ['repository', 'pullRequest'],
    ['sha'],
  ],
});
true satisfies SameShape<Stored<ChangeFact> & Superseded, typeof ChangeTable>;

export const TagTable = factTable({
  name: 'Tag',
  properties: {
    ...superseded(),
    name: p.text(),
    sha: p.text(),
    ...namedHashes(),
    taggedAt: instant(),
    position: p.integer().nullable(),
  },
  indexes: [['repository']],
});
true satisfies SameShape<Stored<TagFact> & Superseded & NamesHashes, typeof TagTable>;

export const MailmapTable = factTable({
  name: 'Mailmap',
  properties: { repository: whole(), entries: json<readonly MailmapEntry[]>() },
  indexes: [['repository']],
});
true satisfies SameShape<Stored<MailmapFact>, typeof MailmapTable>;

/** A fact that was deleted before it was ever imported, so that an older version that comes late does not count. */
export const TombstoneTable = ownTable({
  name: 'Tombstone',
  properties: {
    kind: p.text().primary(),
    id: p.text().primary(),
    updatedAt: instant(),
  },
});
