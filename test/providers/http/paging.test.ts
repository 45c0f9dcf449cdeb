import { describe, expect, it } from 'vitest';
import { followLinks, followOffsets, followTokens } from '../../../src/providers/http/paging.js';
import { answerJson, clientOf, startVendor, witnessed } from './vendor-server.js';

describe('a list of several pages', () => {
  it('follows the header Link and ends where a page is named again', async () => {
    const { base, asked } = await startVendor(({ path }, response) => {
      const next = path.includes('page=2') ? '/items?page=2' : '/items?page=2';
      answerJson(response, [path], {
        link: `<${next.startsWith('/') ? new URL(next, base).href : next}>; rel="next", <x>; rel="last"`,
      });
    });
    const witness = witnessed();
    const seen: string[] = [];
    for await (const { body } of followLinks(
      clientOf(base, witness),
      '/items',
      { query: { per_page: 100 } },
      witness.context.log,
    ))
      seen.push(body);
    expect(asked.map(({ path }) => path)).toEqual(['/items?per_page=100', '/items?page=2']);
    expect(seen).toHaveLength(2);
    expect(witness.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
  });

  it('follows tokens of the body until there is none', async () => {
    const { base } = await startVendor(({ path }, response) => {
      const at = Number(/token=(\d)/.exec(path)?.[1] ?? 0);
      answerJson(response, { at, ...(at < 2 ? { next: String(at + 1) } : {}) });
    });
    const seen: number[] = [];
    const pages = followTokens<{ at: number; next?: string }>(
      clientOf(base),
      '/items',
      (token) => ({ query: { token } }),
      ({ next }) => next ?? null,
      () => undefined,
    );
    for await (const { value } of pages) seen.push(value.at);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('counts offsets by what a page really held', async () => {
    const all = Array.from({ length: 7 }, (_, index) => index);
    const { base } = await startVendor(({ path }, response) => {
      const from = Number(/startAt=(\d+)/.exec(path)?.[1]);
      answerJson(response, { values: all.slice(from, from + 3), total: all.length });
    });
    const seen: number[] = [];
    const pages = followOffsets<{ values: number[]; total: number }>(
      clientOf(base),
      '/items',
      (startAt) => ({ query: { startAt } }),
      ({ values, total }, offset) => ({
        items: values.length,
        isLast: offset + values.length >= total,
      }),
    );
    for await (const { value } of pages) seen.push(...value.values);
    expect(seen).toEqual(all);
  });

  it('ends with an error where every offset has the same page', async () => {
    const { base, asked } = await startVendor((_, response) => {
      answerJson(response, { values: [1, 2] });
    });
    const pages = followOffsets<{ values: number[] }>(
      clientOf(base),
      '/items',
      (startAt) => ({ query: { startAt } }),
      ({ values }) => ({ items: values.length, isLast: false }),
    );
    await pages.next();
    await expect(pages.next()).rejects.toThrow('/items has the same page at 2 as before it');
    expect(asked).toHaveLength(2);
  });
});
