import { type FactKind, type Facts, factKinds } from '../../model/facts/facts.js';

/**
 * Cuts facts into parts that are quickly written: the embedded database serves nobody else during a transaction. An inventory
 * stays whole, as what it does not name is gone.
 */
export function* partsOf(facts: Facts, size: number): Generator<Facts> {
  for (const kind of factKinds) yield* chunks(facts, kind, size);
  yield* chunks(facts, 'tombstones', size);
  for (const inventory of facts.inventories ?? []) yield { inventories: [inventory] };
  if (facts.reservations) yield { reservations: facts.reservations };
}

function* chunks(facts: Facts, key: FactKind | 'tombstones', size: number): Generator<Facts> {
  const all = facts[key] ?? [];
  for (let at = 0; at < all.length; at += size) yield { [key]: all.slice(at, at + size) };
}
