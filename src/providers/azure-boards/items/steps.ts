import type { Instant } from '../../../model/time.js';
import { instantOf } from '../../wire-values.js';
import { fieldNames, type WireRelation, type WireUpdate } from '../wire.js';

/** One step of the history, with the instant at which it was made. */
export interface Step {
  readonly at: Instant;
  readonly rev: number;
  readonly fields: NonNullable<WireUpdate['fields']>;
  readonly added: readonly WireRelation[];
  readonly removed: readonly WireRelation[];
}

const inOrder = (left: WireUpdate, right: WireUpdate): number =>
  left.rev - right.rev || left.id - right.id;

/** Returns when the step changed fields: `revisedDate` says until when these held. */
function changedAt({ fields }: WireUpdate): Instant | null {
  const changed = fields?.[fieldNames.changed]?.newValue;
  return typeof changed === 'string' ? instantOf(changed) : null;
}

/**
 * Returns the steps in the order of revisions. A step of links alone has its own date in
 * `revisedDate`. Where that means "still", the instant of the step before it is the latest known.
 */
export function stepsOf(updates: readonly WireUpdate[], created: Instant): readonly Step[] {
  let before = created;
  return updates.toSorted(inOrder).map((update) => {
    const { rev, fields, relations, revisedDate } = update;
    const at = (fields ? changedAt(update) : revisedDate) ?? before;
    if (fields) before = at;
    const [added, removed] = [relations?.added ?? [], relations?.removed ?? []];
    return { at, rev, fields: fields ?? {}, added, removed };
  });
}

/** A value since an instant. */
export interface Held<Value> {
  readonly at: Instant;
  readonly value: Value;
}

/** Returns the value of a field at the creation and after each change; `current` where the history never names it. */
export function valuesOf(
  steps: readonly Step[],
  field: string,
  created: Instant,
  current: unknown,
): readonly Held<unknown>[] {
  const changes = steps.filter(({ fields }) => Object.hasOwn(fields, field));
  const [first] = changes;
  const values = changes.map(({ at, fields }) => ({ at, value: fields[field]?.newValue ?? null }));
  if (first?.rev === 1)
    return values.map((one, index) => (index === 0 ? { ...one, at: created } : one));
  const begun = first ? (first.fields[field]?.oldValue ?? null) : (current ?? null);
  return [{ at: created, value: begun }, ...values];
}
