import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Writes a number in seven bits a byte, the lowest first. */
function append(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** Returns ids as a short text: the differences of their order, deflated. */
export function packIds(ids: ReadonlySet<number>): string {
  const ordered = [...ids].sort((left, right) => left - right);
  const bytes: number[] = [];
  for (const [index, id] of ordered.entries()) append(bytes, id - (ordered[index - 1] ?? 0));
  return deflateRawSync(Buffer.from(bytes)).toString('base64');
}

/** Returns the ids of a text that `packIds` made. */
export function unpackIds(text: string): Set<number> {
  const ids = new Set<number>();
  if (text === '') return ids;
  let [last, value, scale] = [0, 0, 1];
  for (const byte of inflateRawSync(Buffer.from(text, 'base64'))) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    last += value;
    ids.add(last);
    [value, scale] = [0, 1];
  }
  return ids;
}
