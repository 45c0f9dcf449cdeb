import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMIT_FIELDS } from '../../../../src/providers/git/history/log-format.js';
import { Records } from '../../../../src/providers/git/history/records.js';

const sha = fc.stringMatching(/^[0-9a-f]{40}$/);
const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
const text = fc
  .string({ unit: fc.constantFrom('a', '\t', '\n', 'é', '1', '-', ' '), maxLength: 12 })
  .filter((value) => !value.startsWith('\n'));
const path = fc.string({
  ...{ unit: fc.constantFrom('a', '\t', '\n', 'é', '/'), minLength: 1, maxLength: 8 },
});
const count = fc.oneof(fc.nat({ max: 5_000 }).map(String), fc.constant('-'));
const file = fc
  .tuple(count, count, path, fc.option(path))
  .map(([added, removed, to, from]) =>
    from === null ? [`${added}\t${removed}\t${to}`] : [`${added}\t${removed}\t`, from, to],
  );
const status = fc.constantFrom('M', 'A', 'D', 'T');
const modes = fc.constantFrom(
  ':100644 100644',
  ':100644 100755',
  ':000000 160000',
  ':160000 160000',
);
/** Entries of `--raw` for these files, as many paths each as they have. */
const entries = (files: readonly string[][], kinds: readonly (readonly [string, string])[]) =>
  files.flatMap(([, ...paths], index) => {
    const [mode, letter] = kinds[index % kinds.length]!;
    const hashes = `${'0'.repeat(40)} ${'1'.repeat(40)}`;
    const renamed = paths.length > 0;
    const own = files[index]![0]!.slice(files[index]![0]!.lastIndexOf('\t') + 1) || 'x';
    return [`${mode} ${hashes} ${renamed ? 'R090' : letter}`, ...(renamed ? paths : [own])];
  });
const record = fc
  .tuple(
    ...([sha, seconds, fc.array(text, { minLength: 9, maxLength: 9 }), fc.array(file)] as const),
    fc.array(fc.tuple(modes, status), { minLength: 1, maxLength: 3 }),
  )
  .map(([hash, authored, others, files, kinds]) => {
    const fields = [hash, ...others.slice(0, 3), String(authored), ...others.slice(3)];
    expect(fields.length).toBe(COMMIT_FIELDS);
    const tokens = files.flat();
    const listed = tokens.length > 0 ? [`\n${tokens[0]}`, ...tokens.slice(1)] : [];
    const raw = [...fields, ...listed, ''].join('\0');
    const said = entries(files, kinds);
    const all = [
      ...fields,
      ...(said.length > 0 ? [`\n${said[0]}`, ...said.slice(1)] : []),
      ...tokens,
    ];
    return { hash, authored, raw, written: [...all, ''].join('\0') };
  });

/** Bytes in pieces of any size. */
function* pieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

it('finds every record and keeps no entry of --raw, however its bytes come and whenever some are taken', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 12 }),
      sizes,
      fc.integer({ min: 1, max: 6 }),
      (commits, some, most) => {
        const records = new Records();
        const taken: { raw: string; shas: readonly string[]; authored: readonly number[] }[] = [];
        const take = (fewest: number) => {
          while (records.count >= fewest) taken.push(records.take(most));
        };
        const raw = commits.map((each) => each.raw).join('');
        const written = commits.map((each) => each.written).join('');
        for (const piece of pieces(Buffer.from(written), some)) {
          records.add(piece);
          take(most);
        }
        records.close();
        take(1);
        expect(taken.map((each) => each.raw).join('')).toBe(raw);
        expect(taken.flatMap(({ shas }) => shas)).toEqual(commits.map(({ hash }) => hash));
        expect(taken.flatMap(({ authored }) => authored)).toEqual(
          commits.map(({ authored }) => authored),
        );
        expect(taken.every(({ shas }) => shas.length <= most)).toBe(true);
        expect(records.bytes).toBe(0);
      },
    ),
  );
});

it('leaves out a record that was cut off', () => {
  const records = new Records();
  records.add(Buffer.from('a\0b\0c\0'));
  records.close();
  expect(records.count).toBe(0);
});
