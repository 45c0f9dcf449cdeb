import type { RowSpan } from './summary.js';

/** What is worked out of the rows of an answer, once while bucket after bucket of that answer asks for it. */
export function perAnswer<Value>(work: (whole: RowSpan) => Value): (whole: RowSpan) => Value {
  let last: { readonly whole: RowSpan; readonly value: Value } | null = null;
  return (whole) => {
    if (last?.whole.from !== whole.from || last.whole.to !== whole.to)
      last = { whole, value: work(whole) };
    return last.value;
  };
}
