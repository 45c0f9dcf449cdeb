/** How a batch is written and halved, and how a refused batch that cannot be halved is handled. */
export interface Bisection<Batch> {
  readonly write: (batch: Batch) => Promise<void>;
  /** Null if it cannot be cut. */
  readonly halves: (batch: Batch) => readonly [Batch, Batch] | null;
  /** Why the data itself is refused; null for all other errors, which are thrown. */
  readonly faultOf: (error: unknown) => string | null;
  /** Is given a batch that cannot be cut, and the reason. Throws where nothing can go on without it. */
  readonly refuse: (batch: Batch, reason: string) => Promise<void> | void;
}

/** Writes a batch in as few pieces as can be, so that what is refused costs only itself. Costs two writes for each halving. */
export async function writeApart<Batch>(batch: Batch, bisection: Bisection<Batch>): Promise<void> {
  const { write, halves, faultOf, refuse } = bisection;
  try {
    await write(batch);
  } catch (error) {
    const reason = faultOf(error);
    if (reason === null) throw error;
    const both = halves(batch);
    if (!both) return refuse(batch, reason);
    await writeApart(both[0], bisection);
    await writeApart(both[1], bisection);
  }
}
