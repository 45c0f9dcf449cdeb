import type { EntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type ControlledTransaction } from 'kysely';
import { type Entry, rangesOf, type WhatOf } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { arrayLiteral } from './array-literal.js';
import { askerSignal, givenUp } from './asker.js';

interface Numbered {
  readonly number: number;
}

/**
 * One transaction of one account. Statements go by `load` and its like; rows of a few go by `entities`, MikroORM's own manager of the same
 * transaction. Nothing but SQL may be awaited inside: the embedded database is one session and everybody else waits.
 */
export class Session {
  readonly account: number;
  readonly entities: EntityManager;
  /** When the transaction began, by the application's clock. */
  readonly now: Instant;
  readonly #seen: (sql: string) => void;
  readonly #entries: Entry[] = [];
  readonly #kept = new Map<string, unknown>();
  #written = 0;

  constructor(entities: EntityManager, account: number, now: Instant, seen: (sql: string) => void) {
    this.entities = entities;
    this.account = account;
    this.now = now;
    this.#seen = seen;
  }

  /** Runs one statement with `$1`-parameters; 64-bit numbers and instants must be cast (`::float8`) to come back as numbers. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    if (askerSignal()?.aborted) throw givenUp();
    this.#seen(sql);
    const transaction = this.entities.getTransactionContext<ControlledTransaction<unknown>>();
    if (!transaction) throw new Error('A session lives inside a transaction only.');
    const values = parameters.map((value) => (Array.isArray(value) ? arrayLiteral(value) : value));
    const result = await transaction.executeQuery<Row>(CompiledQuery.raw(sql, values));
    this.#written += Number(result.numAffectedRows ?? 0);
    return result.rows;
  }

  /** Returns what this transaction keeps under a name, made when it is first asked for. */
  keep<Value>(name: string, make: () => Value): Value {
    const kept = this.#kept.get(name) ?? make();
    this.#kept.set(name, kept);
    return kept as Value;
  }

  /** Rows that statements have written. */
  get written(): number {
    return this.#written;
  }

  /** Runs one statement like `query`, with the account as `$1` before the parameters. */
  load<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.query<Row>(sql, [this.account, ...parameters]);
  }

  /** Runs a statement like that of `load` with these values, each once, as the list `$2`, and others behind it. It sends none for no value. */
  async loadBy<Row>(
    sql: string,
    values: Iterable<number | string>,
    ...others: readonly unknown[]
  ): Promise<Row[]> {
    const wanted = [...new Set(values)];
    return wanted.length === 0 ? [] : this.load<Row>(sql, [wanted, ...others]);
  }

  /** Returns the first row of a statement like that of `load`; null where there is none. */
  async find<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    return (await this.load<Row>(sql, parameters))[0] ?? null;
  }

  /** Returns the column `number` of a statement like that of `load`. */
  async loadNumbers(sql: string, parameters: readonly unknown[] = []): Promise<number[]> {
    return (await this.load<Numbered>(sql, parameters)).map(({ number }) => number);
  }

  /** Returns the column `number` of a statement like that of `loadBy`. */
  async loadNumbersBy(
    sql: string,
    values: Iterable<number | string>,
    ...others: readonly unknown[]
  ): Promise<number[]> {
    const rows = await this.loadBy<Numbered>(sql, values, ...others);
    return rows.map(({ number }) => number);
  }

  /** Returns whether a statement like that of `load` returns rows. */
  async hasRows(sql: string, parameters: readonly unknown[] = []): Promise<boolean> {
    return (await this.run(sql, parameters)) > 0;
  }

  /** Runs a statement like that of `load`. Returns how many rows it returned. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.load(sql, parameters)).length;
  }

  /** To be written to the change log as the last statement of this transaction. */
  append(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Appends that something differs which answers show, where no other entry says so: an answer is the same as long as the sequence is. */
  appendShown(): void {
    const what = { developers: [], teams: [], nodes: [], rules: false };
    this.append({ kind: 'DIRECTORY', what });
  }

  /** Appends that facts of a kind were written, changed or retracted; nothing without numbers. */
  appendFacts(
    kind: FactKind,
    numbers: readonly number[],
    { newPeople = false, formerCommits = [] }: Partial<WhatOf['FACTS']> = {},
  ): void {
    if (numbers.length === 0) return;
    const what = { kind, numbers: rangesOf(numbers), newPeople };
    const former = formerCommits.length > 0 ? { formerCommits } : {};
    this.append({ kind: 'FACTS', what: { ...what, ...former } });
  }

  /** Draws `count` consecutive numbers of the account's number space and returns the first. */
  async drawNumbers(count: number): Promise<number> {
    const row = await this.find<{ first: number }>(
      'update number_counter set next = next + $2 where account_id = $1 returning (next - $2)::float8 as first',
      [count],
    );
    if (!row) throw new Error(`Account ${this.account} has no number counter.`);
    return row.first;
  }

  /**
   * Writes the change log: the sequence is drawn last, so that n + 1 is never seen before n. The notification is only a hint.
   * Returns the sequence, or null if nothing was appended.
   */
  async publish(): Promise<number | null> {
    if (this.#entries.length === 0) return null;
    const row = await this.find<{ sequence: number; notified: string }>(
      `with drawn as (update account set sequence = sequence + 1 where id = $1 returning sequence),
       written as (insert into change_log (account_id, sequence, ordinal, kind, what, occurred_at)
         select $1, drawn.sequence, entry.ordinal, entry.kind, entry.what, $4::timestamptz
         from drawn, unnest($2::text[], $3::jsonb[]) with ordinality as entry (kind, what, ordinal) returning 1)
       select sequence::float8 as sequence, pg_notify('change', $1::text || ':' || sequence::text)::text as notified
         from drawn, (select count(*) from written) as done`,
      [
        this.#entries.map((entry) => entry.kind),
        this.#entries.map((entry) => JSON.stringify(entry.what)),
        new Date(this.now).toISOString(),
      ],
    );
    return row?.sequence ?? null;
  }
}
