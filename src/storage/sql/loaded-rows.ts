interface Numbered {
  readonly number: number;
}

const byNumber = (left: Numbered, right: Numbered) => left.number - right.number;

/** Rows by number as a transaction has loaded them, each read once while nothing of it changes. */
export class LoadedRows<Row extends Numbered> {
  /** A number that has no row is there with null. */
  readonly #rows = new Map<number, Row | null>();

  /** Keeps rows that were loaded otherwise. */
  add(rows: readonly Row[]): void {
    for (const row of rows) this.#rows.set(row.number, row);
  }

  /** Drops all: what they were read from was written since. */
  clear(): void {
    this.#rows.clear();
  }

  /** Returns the rows for which a condition holds among those that are loaded. */
  where(holds: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter((row) => row !== null && holds(row)) as Row[];
  }

  /** Returns the rows of these numbers, ascending. Reads those that are not loaded. */
  async load(
    numbers: Iterable<number>,
    read: (missing: readonly number[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    const wanted = [...new Set(numbers)];
    const missing = wanted.filter((number) => !this.#rows.has(number));
    if (missing.length > 0) {
      const rows = await read(missing);
      for (const number of missing) this.#rows.set(number, null);
      this.add(rows);
    }
    return wanted.flatMap((number) => this.#rows.get(number) ?? []).sort(byNumber);
  }
}
