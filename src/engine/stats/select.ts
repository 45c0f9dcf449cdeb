const medianOfThree = (low: number, middle: number, high: number): number =>
  Math.max(Math.min(low, middle), Math.min(Math.max(low, middle), high));

/**
 * Partitions by Hoare. Afterwards nothing up to the returned index is greater than anything behind
 * it; the index is below `last`.
 */
function partition(values: Float64Array, first: number, last: number): number {
  const pivot = medianOfThree(values[first]!, values[(first + last) >> 1]!, values[last]!);
  let left = first;
  let right = last;
  for (;;) {
    while (values[left]! < pivot) left++;
    while (values[right]! > pivot) right--;
    if (left >= right) return right;
    const moved = values[left]!;
    values[left++] = values[right]!;
    values[right--] = moved;
  }
}

/**
 * Rearranges `values` from `low` to `high` (both included); linear on average. Position `wanted`
 * then holds what it would hold if they were sorted. Nothing before it is greater, and nothing
 * after it is smaller.
 */
export function select(values: Float64Array, wanted: number, low: number, high: number): number {
  let first = low;
  let last = high;
  while (last > first) {
    const middle = partition(values, first, last);
    if (wanted <= middle) last = middle;
    else first = middle + 1;
  }
  return values[wanted]!;
}
