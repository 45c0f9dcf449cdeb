import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { DescribedColumn } from './row-columns.js';

/** The description of a statement by a database. */
export interface Description {
  readonly columns: readonly DescribedColumn[];
  /** Number of parameters. */
  readonly parameters: number;
}
/** Prepares a statement without running it. Throws what the database finds wrong with it. */
export type DescribeStatement = (sql: string) => Promise<Description>;

interface Fields {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}
interface Wire {
  once(event: 'parameterDescription', listener: (found: { parameterCount: number }) => void): void;
  parse(query: { readonly text: string }): void;
  describe(what: { readonly type: 'S'; readonly name: string }): void;
  sync(): void;
}

/** Parse, Describe and Sync: what the driver asks of a statement before it runs, and no more. */
class DescribeQuery {
  readonly name = '';
  readonly #text: string;
  readonly #described = Promise.withResolvers<Description>();
  #parameters = 0;
  #columns: readonly DescribedColumn[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get description(): Promise<Description> {
    return this.#described.promise;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.once('parameterDescription', ({ parameterCount }) => {
      this.#parameters = parameterCount;
    });
    wire.parse({ text: this.#text });
    wire.describe({ type: 'S', name: '' });
    wire.sync();
  }

  handleRowDescription({ fields }: Fields): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  }

  handleError(error: Error): void {
    this.#described.reject(error);
  }

  handleReadyForQuery(): void {
    this.#described.resolve({ columns: this.#columns, parameters: this.#parameters });
  }
}

/** Returns the description by a PostgreSQL server. */
export async function describeByServer(
  url: string,
): Promise<{ readonly describe: DescribeStatement; readonly close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    describe: (sql) => {
      const query = new DescribeQuery(sql);
      client.query(query);
      return query.description;
    },
    close: () => client.end(),
  };
}

/** Returns the description by the embedded database of a folder. */
export async function describeEmbedded(
  directory: string,
): Promise<{ readonly describe: DescribeStatement; readonly close: () => Promise<void> }> {
  const database = await PGlite.create({ dataDir: directory });
  return {
    describe: async (sql) => {
      const { resultFields, queryParams } = await database.describeQuery(sql);
      const columns = resultFields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      return { columns, parameters: queryParams.length };
    },
    close: () => database.close(),
  };
}
