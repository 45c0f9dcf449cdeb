/** Returns the sum; exact, whatever the order, for integers whose sum stays below 2^53. */
export function sum(values: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index]!;
  return total;
}
