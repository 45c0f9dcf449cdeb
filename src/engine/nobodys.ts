import type { MetricInputBase, Nobody } from '../model/inputs/input-base.js';
import { type InputKind, listOf, type MetricInputs } from '../model/inputs/metric-input.js';
import type { Instant } from '../model/time.js';

/** A fact that would count, had it been somebody's. */
export interface NobodysFact {
  readonly input: MetricInputBase;
  readonly at: Instant;
  readonly reason: Nobody;
}
export interface ApartFromNobodys {
  readonly inputs: MetricInputs;
  readonly nobodys: readonly NobodysFact[];
}

/**
 * Returns the metric inputs of people, and the facts of nobody at the instant by which the metric
 * counts them. A fact without that instant would count nowhere and is not named.
 */
export function apartFromNobodys(
  inputs: MetricInputs,
  instants: { readonly [Kind in InputKind]?: string },
): ApartFromNobodys {
  const kinds = Object.keys(instants) as InputKind[];
  const all = kinds.flatMap((kind) =>
    inputs[listOf[kind]].flatMap((input: MetricInputBase): NobodysFact[] => {
      const at = (input as unknown as Readonly<Record<string, Instant | null>>)[instants[kind]!];
      return input.nobody && typeof at === 'number' ? [{ input, at, reason: input.nobody }] : [];
    }),
  );
  const isSomebodys = ({ nobody }: MetricInputBase): boolean => nobody === undefined;
  const lists = kinds
    .map((kind) => listOf[kind])
    .filter((list) => !inputs[list].every(isSomebodys))
    .map((list) => [list, inputs[list].filter(isSomebodys)] as const);
  if (lists.length === 0) return { inputs, nobodys: all };
  return { inputs: { ...inputs, ...Object.fromEntries(lists) }, nobodys: all };
}
