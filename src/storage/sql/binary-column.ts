import { endianness } from 'node:os';

const isSwapped = endianness() === 'LE';
const none = new Float64Array();

/** SQL: the numbers of a column as bytes, in the order of the rows; absent ones are skipped, and without any it is null. */
export const packedNumbers = (column: string): string =>
  `string_agg(float8send(${column}::float8), '')`;

/** Returns numbers that `packedNumbers` packed: text of arrays takes many times as long to read. */
export function unpackNumbers(bytes: Uint8Array | null | undefined): Float64Array {
  if (!bytes || bytes.length === 0) return none;
  const own = Buffer.from(new Uint8Array(bytes).buffer);
  if (isSwapped) own.swap64();
  return new Float64Array(own.buffer);
}
