import type { RowSpan } from './summary.js';

/**
 * Returns a function that computes a value from the rows of an answer. It does so once, while
 * bucket after bucket of that answer asks for it.
 */
export function perAnswer<Value>(work: (whole: RowSpan) => Value): (whole: RowSpan) => Value {
  let last: { readonly whole: RowSpan; readonly value: Value } | null = null;
  return (whole) => {
    if (last?.whole.from !== whole.from || last.whole.to !== whole.to)
      last = { whole, value: work(whole) };
    return last.value;
  };
}
