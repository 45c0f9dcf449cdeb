import type { Metric } from '../../../engine/metric.js';
import type { EffectiveRules } from '../../../model/team.js';
import type { Subject, SubjectRelease } from '../../../storage/records/subjects.js';
import type { Session } from '../../../storage/sql/session.js';
import type { DeveloperAlias } from '../../records/developer-alias.js';
import type { LinkedRecord, RecordColumns } from '../../records/record-columns.js';
import type { RecordRow } from '../../records/record-order.js';

/** The tools with which subjects of one kind are read. */
export interface Reading {
  readonly session: Session;
  readonly metric: Metric;
  readonly numbers: readonly number[];
  /** The rules of the team that counts a subject. */
  readonly rulesOf: (subject: number) => EffectiveRules;
  readonly factsOf: (subject: number) => Subject | undefined;
  readonly releaseOf: (subject: number) => SubjectRelease | undefined;
}

/** Says who and what numbers are, as far as the viewer may know; null of what is no more. */
export interface Naming {
  readonly person: (developer: number | null) => DeveloperAlias | null;
  readonly link: (subject: number | null) => LinkedRecord | null;
}

export interface Columns {
  /** The subjects that `of` speaks of. */
  readonly mentions: readonly number[];
  readonly of: (row: RecordRow, naming: Naming) => RecordColumns;
}

/** Reads the columns of all subjects of a kind; how many statements that takes does not depend on how many they are. */
export type ReadColumns = (reading: Reading) => Promise<Columns>;

export const present = (numbers: readonly (number | null | undefined)[]): number[] =>
  numbers.filter((number) => number !== null && number !== undefined);

export const byNumber = <Fact extends { readonly number: number }>(facts: readonly Fact[]) =>
  new Map(facts.map((fact) => [fact.number, fact]));
