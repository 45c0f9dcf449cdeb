import type { CallSite, Source } from './call-sites.js';
import type { DescribeStatement, Description } from './describe-statement.js';
import type { Sent } from './recorder.js';
import { differencesOf, isOpenRow, propertiesOf } from './row-columns.js';

const DECLARE = /^declare (\w+)(?: no scroll)? cursor for (.+)$/s;
const FETCH = /^fetch \d+ from (\w+)$/;

export const placeOf = ({ file, firstLine }: CallSite): string => `${file}:${firstLine}`;

/** Returns the queries of each cursor by its file and name. */
function cursorsOf(sent: readonly Sent[]): ReadonlyMap<string, readonly string[]> {
  const declared = sent.flatMap(({ site, sql }) => {
    const [, name, query] = DECLARE.exec(sql) ?? [];
    return query === undefined ? [] : [{ cursor: `${site.file} ${name}`, query }];
  });
  return new Map(
    [...Map.groupBy(declared, ({ cursor }) => cursor)].map(([cursor, all]) => [
      cursor,
      all.map(({ query }) => query),
    ]),
  );
}

/** Finds what a database says against statements and the types of their rows. */
export class StatementFaults {
  readonly #source: Source;
  readonly #sent: readonly Sent[];
  readonly #cursors: ReadonlyMap<string, readonly string[]>;

  constructor(source: Source, sent: readonly Sent[]) {
    this.#source = source;
    this.#sent = sent;
    this.#cursors = cursorsOf(sent);
  }

  /** Returns a sentence for each thing that is wrong. */
  async find(describe: DescribeStatement): Promise<string[]> {
    const faults = new Set<string>();
    for (const sent of this.#sent)
      for (const fault of await this.#faultsOf(sent, describe))
        faults.add(`${placeOf(sent.site)} ${fault}`);
    return [...faults];
  }

  async #faultsOf(sent: Sent, describe: DescribeStatement): Promise<string[]> {
    const faults: string[] = [];
    for (const sql of this.#queriesOf(sent))
      try {
        faults.push(...this.#differences(sent, await describe(sql)));
      } catch (error) {
        faults.push(`${String(error)}: ${sql}`);
      }
    return faults;
  }

  /** Returns the statement itself; of a fetch, the queries of its cursor, which has columns only while it is open. */
  #queriesOf({ site, sql }: Sent): readonly string[] {
    const [, name] = FETCH.exec(sql) ?? [];
    if (name === undefined) return [sql];
    return this.#cursors.get(`${site.file} ${name}`) ?? [];
  }

  #differences({ site, parameters: sent }: Sent, { columns, parameters }: Description): string[] {
    if (sent !== null && sent !== parameters)
      return [`sends ${sent} parameters to a statement of ${parameters}`];
    if (!site.row) return [];
    const { checker } = this.#source;
    return differencesOf(propertiesOf(checker, site.row), columns, isOpenRow(checker, site.row));
  }
}
