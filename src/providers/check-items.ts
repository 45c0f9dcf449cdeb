import type { CheckItem, CheckReport } from './provider.js';

/** Returns the message of an error. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Returns what an item finds; whatever goes wrong is that item, not ok, with what `explain` makes of
 * the error.
 */
export async function checkItem(
  about: Pick<CheckItem, 'what' | 'permission' | 'optional'>,
  find: () => Promise<{ readonly ok: boolean; readonly message: string }>,
  explain: (error: unknown) => string = messageOf,
): Promise<CheckItem> {
  try {
    return { ...about, ...(await find()) };
  } catch (error) {
    return { ...about, ok: false, message: explain(error) };
  }
}

/** Returns the report of items: ok where every item is that is not optional. */
export const reportOf = (items: readonly CheckItem[]): CheckReport => ({
  ok: items.every(({ ok, optional }) => ok || optional === true),
  items,
});
