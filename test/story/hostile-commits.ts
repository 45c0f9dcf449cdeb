import fc from 'fast-check';
import { writeObject } from './raw-objects.js';

export const DAY = 86_400;
export const NOW = Math.floor(Date.now() / 1000);

/** The texts of a commit as its writer set them. */
export interface HostileCommit {
  readonly authored: string;
  readonly committed: string;
  readonly name: string | Buffer;
  readonly message: string | Buffer;
}

const dates = fc.constantFrom(
  ...[`${NOW - DAY}`, `${NOW - 9 * DAY}`, '1700000000000', '253402300799', '4102444800', '-5'],
  ...['0', '1', '292277026596', '9223372036854775807', '99999999999999999999999', 'abc', ''],
  `${NOW + 3 * DAY}`,
);
const zones = fc.constantFrom('+0000', '+9999', '-9999', '+0545', 'x', '');
const date = fc.tuple(dates, zones).map((parts) => parts.join(' '));
const surrogate = Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]);
const names = fc.constantFrom<string | Buffer>(
  ...['Mallory', 'x'.repeat(5_000), 'ä'.repeat(3_000), 'a\u0001b', '\u200b', '', '𐀀'.repeat(800)],
  ...[surrogate, Buffer.from([0xff, 0xfe, 0x41])],
);
const messages = fc.constantFrom<string | Buffer>(
  ...['m', '', '\0', 'a\0b', 'z'.repeat(400_000), `t\n\n${'y'.repeat(1_000_000)}`],
  ...['t\n\nKey: v\nKey: \u0001\n', `t\n\n${'𐀀'.repeat(20_000)}x`, `t (#${'9'.repeat(40)})`],
  ...[
    surrogate,
    Buffer.from([0xc3, 0x28, 0x0a, 0x0a, 0xff]),
    '\n\n\n',
    `\ufeff${'\r\n'.repeat(9)}`,
  ],
);

export const hostileCommit: fc.Arbitrary<HostileCommit> = fc.record({
  ...{ authored: date, committed: date, name: names, message: messages },
});

/** Returns true if the date of a commit is possible; git takes one without a zone for none. */
export function isUsable(text: string): boolean {
  const seconds = Number(/^(\d+) [+-]\d+$/.exec(text)?.[1] ?? 0);
  return seconds >= 315_532_800 && seconds <= NOW + DAY;
}

/** Writes a commit, and returns its hash. */
export function writeCommit(
  directory: string,
  { name, authored, committed, message }: HostileCommit,
  { tree, parents, email }: { tree: string; parents: readonly string[]; email: string },
): string {
  const line = (who: string, when: string) => [
    ...[Buffer.from(`${who} `), Buffer.from(name), Buffer.from(` <${email}> ${when}\n`)],
  ];
  const content = Buffer.concat([
    Buffer.from(`tree ${tree}\n${parents.map((parent) => `parent ${parent}\n`).join('')}`),
    ...[...line('author', authored), ...line('committer', committed)],
    ...[Buffer.from('\n'), Buffer.from(message)],
  ]);
  return writeObject(directory, 'commit', content);
}
