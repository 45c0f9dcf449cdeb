import {
  type Exclusion,
  type ExclusionColumns,
  exclusionReasons,
  NOBODY,
  type Observation,
  type ObservationColumns,
} from '../model/observation.js';
import { inRowOrder } from './row-order.js';

const transposed = (count: number, rows: readonly (readonly number[])[]): Float64Array[] =>
  Array.from({ length: count }, (_, index) => Float64Array.from(rows, (row) => row[index]!));

/**
 * Returns the rows of one cell and metric as columns, sorted by `at`, subject and developer.
 * Rows may come in any order; `shape` says how many parts and tags the metric declares. Nobody is -1.
 */
export function observationColumns(
  rows: readonly Observation[],
  shape: { readonly parts: number; readonly tags: number },
): ObservationColumns {
  const sorted = rows.toSorted(inRowOrder);
  return {
    length: sorted.length,
    subject: Float64Array.from(sorted, (row) => row.subject),
    developer: Float64Array.from(sorted, (row) => row.developer ?? NOBODY),
    at: Float64Array.from(sorted, (row) => row.at),
    value: Float64Array.from(sorted, (row) => row.value),
    parts: transposed(
      shape.parts,
      sorted.map((row) => row.parts),
    ),
    tags: transposed(
      shape.tags,
      sorted.map((row) => row.tags),
    ),
    others: new Map(sorted.flatMap(({ subject, others }) => (others ? [[subject, others]] : []))),
  };
}

/** Returns the excluded rows of one cell and metric as columns, sorted by `at`, subject and developer. */
export function exclusionColumns(
  rows: readonly Exclusion[],
  shape: { readonly tags: number },
): ExclusionColumns {
  const sorted = rows.toSorted(inRowOrder);
  return {
    length: sorted.length,
    subject: Float64Array.from(sorted, (row) => row.subject),
    developer: Float64Array.from(sorted, (row) => row.developer ?? NOBODY),
    at: Float64Array.from(sorted, (row) => row.at),
    reason: Uint8Array.from(sorted, (row) => exclusionReasons.indexOf(row.reason)),
    tags: transposed(
      shape.tags,
      sorted.map((row) => row.tags),
    ),
  };
}

type KeyColumns = Pick<ObservationColumns, 'subject' | 'developer' | 'at' | 'tags'>;

const keysAt = (columns: KeyColumns, index: number) => {
  const developer = columns.developer[index]!;
  return {
    subject: columns.subject[index]!,
    developer: developer === NOBODY ? null : developer,
    at: columns.at[index]!,
    tags: columns.tags.map((tag) => tag[index]!),
  };
};

export const observationAt = (columns: ObservationColumns, index: number): Observation => ({
  ...keysAt(columns, index),
  value: columns.value[index]!,
  parts: columns.parts.map((part) => part[index]!),
});

export const exclusionAt = (columns: ExclusionColumns, index: number): Exclusion => ({
  ...keysAt(columns, index),
  reason: exclusionReasons[columns.reason[index]!]!,
});

/** Returns the rows of columns as objects, in their order. */
export const observationsOf = (columns: ObservationColumns): Observation[] =>
  Array.from({ length: columns.length }, (_, index) => observationAt(columns, index));

/** Returns the excluded rows of columns as objects, in their order. */
export const exclusionsOf = (columns: ExclusionColumns): Exclusion[] =>
  Array.from({ length: columns.length }, (_, index) => exclusionAt(columns, index));
