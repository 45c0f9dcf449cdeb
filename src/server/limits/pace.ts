/**
 * Waits until the event loop has handled input since the last piece of work that waited here, of
 * any key.
 */
export type Pace = (key: number) => Promise<void>;

/**
 * Creates a pace that keeps long pieces of work from following each other before new input is
 * handled. The keys take turns, so that a key that asks a lot delays only itself.
 */
export function createPace(): Pace {
  const rows = new Map<number, (() => void)[]>();
  let isTurning = false;
  const turn = () => {
    const [next] = rows;
    isTurning = next !== undefined;
    if (!next) return;
    const [key, row] = next;
    rows.delete(key);
    row.shift()?.();
    if (row.length > 0) rows.set(key, row);
    setImmediate(turn);
  };
  return (key) =>
    new Promise((resolve) => {
      const row = rows.get(key);
      if (row) row.push(resolve);
      else rows.set(key, [resolve]);
      if (!isTurning) setImmediate(turn);
      isTurning = true;
    });
}
