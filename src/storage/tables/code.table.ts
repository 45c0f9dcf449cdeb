import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
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
import { fact, instant, json, namedHashes, ownRowsOnly, superseded, whole } from './column.js';
import type { NamesHashes, SameShape, Stored, Superseded } from './same-shape.js';

export const RepositoryTable = defineEntity({
  name: 'Repository',
  tableName: 'repository',
  properties: {
    ...fact(),
    integration: whole(),
    name: p.text(),
    url: p.text().nullable(),
    defaultBranch: p.text().nullable(),
    remote: p.text().nullable(),
    publicId: p.text().nullable(),
    /** The leading record of the same repository; its own number if it leads itself again; null if it always did. */
    sameAs: whole().nullable(),
  },
  uniques: [{ properties: ['accountId', 'number'] }],
  ...ownRowsOnly,
});
true satisfies SameShape<
  Stored<RepositoryFact> & { readonly integration: number; readonly sameAs: number | null },
  InferEntity<typeof RepositoryTable>
>;

export const CommitTable = defineEntity({
  name: 'Commit',
  tableName: 'commit',
  properties: {
    ...fact(),
    repository: whole(),
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
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [
    { properties: ['accountId', 'author', 'authoredAt'] },
    { properties: ['accountId', 'repository', 'authoredAt'] },
    { properties: ['accountId', 'sha'] },
  ],
  ...ownRowsOnly,
});
true satisfies SameShape<
  Stored<CommitFact> & Superseded & NamesHashes,
  InferEntity<typeof CommitTable>
>;

export const ChangeTable = defineEntity({
  name: 'Change',
  tableName: 'change',
  properties: {
    ...fact(),
    repository: whole(),
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
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [
    { properties: ['accountId', 'author', 'mergedAt'] },
    { properties: ['accountId', 'repository', 'position'] },
    { properties: ['accountId', 'repository', 'mergedAt'] },
    { properties: ['accountId', 'repository', 'pullRequest'] },
    { properties: ['accountId', 'sha'] },
  ],
  ...ownRowsOnly,
});
true satisfies SameShape<Stored<ChangeFact> & Superseded, InferEntity<typeof ChangeTable>>;

export const TagTable = defineEntity({
  name: 'Tag',
  tableName: 'tag',
  properties: {
    ...fact(),
    repository: whole(),
    ...superseded(),
    name: p.text(),
    sha: p.text(),
    ...namedHashes(),
    taggedAt: instant(),
    position: p.integer().nullable(),
  },
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [{ properties: ['accountId', 'repository'] }],
  ...ownRowsOnly,
});
true satisfies SameShape<Stored<TagFact> & Superseded & NamesHashes, InferEntity<typeof TagTable>>;

export const MailmapTable = defineEntity({
  name: 'Mailmap',
  tableName: 'mailmap',
  properties: { ...fact(), repository: whole(), entries: json<readonly MailmapEntry[]>() },
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [{ properties: ['accountId', 'repository'] }],
  ...ownRowsOnly,
});
true satisfies SameShape<Stored<MailmapFact>, InferEntity<typeof MailmapTable>>;

/** A fact that was deleted before it was ever imported, so that an older version that comes late does not count. */
export const TombstoneTable = defineEntity({
  name: 'Tombstone',
  tableName: 'tombstone',
  properties: {
    accountId: whole().primary(),
    kind: p.text().primary(),
    id: p.text().primary(),
    updatedAt: instant(),
  },
  ...ownRowsOnly,
});
