import { endianness } from 'node:os';

/** Milliseconds from 1970 to the year from which PostgreSQL counts. */
const EPOCH = Date.UTC(2000, 0, 1);
const NULL_LENGTH = -1;
const isSwapped = endianness() === 'LE';

/** Words of 32 bits as they travel, the highest byte first. */
function bytesOf(words: Int32Array): Buffer {
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  return isSwapped ? bytes.swap32() : bytes;
}

/** Returns the header: dimensions, a flag for nulls, the type's number in every PostgreSQL, the length, and the lower bound 1. */
const headerOf = (oid: number, values: readonly unknown[]): number[] => [
  ...[values.length > 0 ? 1 : 0, values.includes(null) ? 1 : 0, oid],
  ...(values.length > 0 ? [values.length, 1] : []),
];

/** Writes a number as one word, or as two. */
type WriteInt32s = (words: Int32Array, at: number, value: number) => void;

function ofNumbers(oid: number, count: 1 | 2, write: WriteInt32s) {
  const writeOne = (words: Int32Array, at: number, value: number): number => {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number to be kept.`);
    words[at] = 4 * count;
    write(words, at + 1, value);
    return at + 1 + count;
  };
  return (values: readonly (number | null)[]): Buffer => {
    const header = headerOf(oid, values);
    const words = new Int32Array(header.length + values.length * (1 + count));
    words.set(header);
    let at = header.length;
    for (const value of values)
      if (value === null) words[at++] = NULL_LENGTH;
      else at = writeOne(words, at, value);
    return bytesOf(words.subarray(0, at));
  };
}

const writeInteger: WriteInt32s = (words, at, value) => {
  if ((value | 0) !== value) throw new RangeError(`${value} is no whole number of 32 bits.`);
  words[at] = value;
};
/** A word keeps the lowest 32 bits of what is put into it. */
const writeBigint: WriteInt32s = (words, at, value) => {
  words[at] = Math.floor(value / 2 ** 32);
  words[at + 1] = value;
};
/** Microseconds are more than a number holds exactly: they are reckoned as multiples of 2^22, and the rest. */
const writeInstant: WriteInt32s = (words, at, value) => {
  const since = value - EPOCH;
  const multiples = Math.floor(since / 2 ** 22);
  const rest = (since - multiples * 2 ** 22) * 1000;
  const carried = Math.floor(rest / 2 ** 22);
  const times = multiples * 1000 + carried;
  const high = Math.floor(times / 2 ** 10);
  words[at] = high;
  words[at + 1] = (times - high * 2 ** 10) * 2 ** 22 + (rest - carried * 2 ** 22);
};
const double = new DataView(new ArrayBuffer(8));
const writeDouble: WriteInt32s = (words, at, value) => {
  double.setFloat64(0, value);
  words[at] = double.getInt32(0);
  words[at + 1] = double.getInt32(4);
};

/** A word as four signs of one byte each. */
const signsOf = (word: number): string =>
  String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
const NULL_SIGNS = signsOf(NULL_LENGTH);
const usual = Array.from({ length: 1024 }, (_signs, length) => signsOf(length));
const lengthSigns = (length: number): string => usual[length] ?? signsOf(length);

/** Texts without a sign of more than one byte, all at one go: one by one they take several times as long. */
function writeNarrow(values: readonly (string | null)[], before: string): Buffer {
  let all = '';
  for (const value of values)
    all += value === null ? NULL_SIGNS : lengthSigns(before.length + value.length) + before + value;
  return Buffer.from(all, 'latin1');
}

function writeWide(values: readonly (string | null)[], before: string): Buffer {
  const parts = values.flatMap((value) => {
    if (value === null) return Buffer.from(NULL_SIGNS, 'latin1');
    const text = Buffer.from(value);
    return [Buffer.from(lengthSigns(before.length + text.length) + before, 'latin1'), text];
  });
  return Buffer.concat(parts);
}

/** `before` stands before each text, and counts as part of it. */
const ofTexts =
  (oid: number, before = '') =>
  (values: readonly (string | null)[]): Buffer => {
    const text = values.join('');
    const write = Buffer.byteLength(text) === text.length ? writeNarrow : writeWide;
    const header = bytesOf(Int32Array.from(headerOf(oid, values)));
    return Buffer.concat([header, write(values, before)]);
  };

const ofSigns = ofTexts(16);
const signOf = (value: boolean): string => (value ? '\x01' : '\x00');

const writers = {
  boolean: (values: readonly (boolean | null)[]) =>
    ofSigns(values.map((value) => (value === null ? null : signOf(value)))),
  bigint: ofNumbers(20, 2, writeBigint),
  integer: ofNumbers(23, 1, writeInteger),
  text: ofTexts(25),
  float8: ofNumbers(701, 2, writeDouble),
  timestamptz: ofNumbers(1184, 2, writeInstant),
  jsonb: ofTexts(3802, '\x01'),
};
export type ElementType = keyof typeof writers;

/**
 * An array in PostgreSQL's binary form, which the database need not parse, nor either side escape. Elements of `timestamptz` are epoch
 * milliseconds, those of `jsonb` JSON. Throws RangeError for a number that its type cannot hold.
 */
export const binaryArray = (type: ElementType, values: readonly unknown[]): Buffer =>
  writers[type](values as never);
