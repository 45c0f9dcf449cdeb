import type { z } from 'zod';
import type { MappedFacts } from './provider.js';

/** Reads each record for itself, so that one that cannot be read stops no other. */
export class Records {
  /** How many records could not be read, by reason. */
  readonly #dropped: Record<string, number> = {};

  drop(reason: string): [] {
    this.#dropped[reason] = (this.#dropped[reason] ?? 0) + 1;
    return [];
  }

  /** Returns the record, or nothing if it cannot be read. */
  read<Wire>(schema: z.ZodType<Wire>, value: unknown, what: string): Wire[] {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : this.drop(`MALFORMED_${what}`);
  }

  readAll<Wire>(schema: z.ZodType<Wire>, values: readonly unknown[], what: string): Wire[] {
    return values.flatMap((value) => this.read(schema, value, what));
  }

  get dropped(): Pick<MappedFacts, 'dropped'> {
    return Object.keys(this.#dropped).length === 0 ? {} : { dropped: this.#dropped };
  }
}
