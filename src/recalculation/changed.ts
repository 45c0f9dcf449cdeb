import {
  type FormerCommit,
  type LogEntry,
  mergedRanges,
  type NumberRange,
  numbersIn,
  type WhatOf,
} from '../model/change-log.js';
import type { FactKind } from '../model/facts/facts.js';

/** Changes that the entries of a batch report: of facts by kind, deleted ones among them, and of the directory. */
export interface Changed {
  readonly ranges: (kind: FactKind) => readonly NumberRange[];
  readonly numbers: (kind: FactKind) => readonly number[];
  /** Former repositories and hashes of commits that were corrected or deleted. */
  readonly formerCommits: readonly FormerCommit[];
  readonly directory: readonly WhatOf['DIRECTORY'][];
  /** True if identities can belong to other developers than before. */
  readonly people: boolean;
  /** True if teams' filters can be others, which say what is production and which items are incidents. */
  readonly rules: boolean;
  /** The teams whose rules can be others; null if those of any team can. */
  readonly ruled: readonly number[] | null;
}

/** Teams that come or go bring their rules, or take them along. */
const changesRules = ({ rules, teams }: WhatOf['DIRECTORY']): boolean => rules || teams.length > 0;

const concernsAny = ({ rules, teams, developers }: WhatOf['DIRECTORY']): boolean =>
  rules && (teams.length === 0 || developers.length > 0);

const concernsPeople = (entry: LogEntry): boolean =>
  entry.kind === 'FACTS'
    ? entry.what.newPeople || entry.what.kind === 'MAILMAP'
    : entry.kind === 'DIRECTORY' && entry.what.developers.length > 0;

/** Returns the changes that these entries report. */
export function changedBy(entries: readonly LogEntry[]): Changed {
  const facts = entries.flatMap((entry) => (entry.kind === 'FACTS' ? [entry.what] : []));
  const byKind = new Map(
    [...Map.groupBy(facts, ({ kind }) => kind)].map(([kind, same]) => [
      kind,
      mergedRanges(same.flatMap(({ numbers }) => numbers)),
    ]),
  );
  const ranges = (kind: FactKind) => byKind.get(kind) ?? [];
  const directory = entries.flatMap((entry) => (entry.kind === 'DIRECTORY' ? [entry.what] : []));
  return {
    ranges,
    numbers: (kind) => numbersIn(ranges(kind)),
    formerCommits: facts.flatMap(({ formerCommits = [] }) => formerCommits),
    directory,
    people: entries.some(concernsPeople),
    rules: directory.some(changesRules),
    ruled: directory.some(concernsAny) ? null : directory.flatMap(({ teams }) => teams),
  };
}
