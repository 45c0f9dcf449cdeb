import { p } from '@mikro-orm/core';
import { instant, whole } from './column.js';
import { ownTable } from './own-table.js';

/** A release of a repository under a tag pattern; its number is that of its earliest tag. */
export const ReleaseTable = ownTable({
  name: 'Release',
  properties: {
    pattern: p.text().primary(),
    number: whole().primary(),
    repository: whole(),
    name: p.text(),
    sha: p.text(),
    position: p.integer().nullable(),
    releasedAt: instant(),
  },
  indexes: [
    ['repository', 'pattern'],
    ['pattern', 'releasedAt'],
  ],
});

/** Columns of a first release, with the rule that found it. */
const firstRelease = () => ({
  repository: whole(),
  /** Null with `baseline`: no release dates the baseline. */
  release: whole().nullable(),
  releasedAt: instant().nullable(),
  baseline: p.boolean(),
  rule: p.text(),
});

/** Link change -> the first release that contains it. Rule TAG_CONTAINS_MERGE: by position on the first-parent line. */
export const ChangeReleaseTable = ownTable({
  name: 'ChangeRelease',
  properties: {
    pattern: p.text().primary(),
    change: whole().primary(),
    ...firstRelease(),
  },
  indexes: [['pattern', 'repository', 'releasedAt']],
});

/** Link from a merged pull request to the first release that contains it: by the graph, or by time if its repository's history is unknown. */
export const PullRequestReleaseTable = ownTable({
  name: 'PullRequestRelease',
  properties: {
    pattern: p.text().primary(),
    pullRequest: whole().primary(),
    ...firstRelease(),
  },
  indexes: [['pattern', 'releasedAt'], ['pullRequest']],
});

/** Link file of a change -> when the first-parent line last touched that file before. Rule PREVIOUS_ON_FIRST_PARENT_LINE. */
export const ChangedFileTable = ownTable({
  name: 'ChangedFile',
  properties: {
    change: whole().primary(),
    ordinal: p.integer().primary(),
    repository: whole(),
    position: p.integer(),
    /** The path, or its beginning and a hash where it is long: what an index can hold. */
    pathKey: p.text(),
    path: p.text(),
    /** Key of the path from which a rename took the file. */
    fromKey: p.text().nullable(),
    additions: p.integer().nullable(),
    deletions: p.integer().nullable(),
    /** Why its lines are nobody's writing; null where somebody wrote them. */
    unwritten: p.text().nullable(),
    previousAt: instant().nullable(),
    rule: p.text(),
  },
  indexes: [
    ['repository', 'pathKey', 'position'],
    ['repository', 'fromKey', 'position'],
  ],
});

/** Link file of a pull request that counts for itself -> when its branch, or the line of its repository, last changed that file before. */
export const PullRequestFileTable = ownTable({
  name: 'PullRequestFile',
  properties: {
    pullRequest: whole().primary(),
    ordinal: p.integer().primary(),
    repository: whole(),
    branch: p.text(),
    mergedAt: instant(),
    /** Key of the path, as in `changed_file`. */
    pathKey: p.text(),
    fromKey: p.text().nullable(),
    previousAt: instant().nullable(),
    rule: p.text(),
  },
  indexes: [
    ['repository', 'pathKey', 'mergedAt', 'pullRequest'],
    ['repository', 'fromKey', 'mergedAt', 'pullRequest'],
  ],
});
