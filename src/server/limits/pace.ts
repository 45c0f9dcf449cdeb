/** Ends when the event loop has looked at what came in since the last piece of work that waited here, of whatever key. */
export type Pace = (key: number) => Promise<void>;

/**
 * Keeps pieces of work that take a while each from following each other without a look at what comes in. The keys take turns, so that a
 * key that asks a lot makes only itself wait.
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
