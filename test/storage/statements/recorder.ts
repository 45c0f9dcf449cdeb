import { join, relative } from 'node:path';
import type { EntityManager } from '@mikro-orm/sql';
import type { Execute } from '../../../src/storage/schema/applied-migrations.js';
import { Session } from '../../../src/storage/sql/session.js';
import type { CallSite } from './call-sites.js';

const root = join(import.meta.dirname, '../../..');
/** Rows that one place is given in one call: what reads until nothing is left comes to an end. */
const MOST_ANSWERS = 3;
/** Statements of one call. */
const MOST_STATEMENTS = 300;

/** Chooses, of the rows that may be made for the n-th statement of a call, those that it is answered with. */
export type Answer = (index: number, rows: readonly unknown[]) => readonly unknown[];

/** A statement that a call sent. */
export interface Sent {
  readonly site: CallSite;
  readonly sql: string;
  /** Number of parameters; null if the statement was read and not sent. */
  readonly parameters: number | null;
}
/** Takes a statement of a call, and answers it. */
export type Take = (sql: string, parameters?: readonly unknown[]) => readonly unknown[];
/** Returns rows of a place's type, or those that a statement itself demands. */
export type RowsOf = (site: CallSite, sql: string) => readonly unknown[];

const FRAME = /\(?(?:file:\/\/)?(\/[^()]+\.ts):(\d+):\d+\)?$/;
const SOURCE = join(root, 'src/storage/');

/** The session hands statements of its callers on. */
const SESSION = 'src/storage/sql/session.ts';

/** The recorder, the session and the caller: each frame more costs a look into a source map. */
const FRAMES = 8;

function innermostFrames(): readonly string[] {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = '' } = new Error('caller');
  Error.stackTraceLimit = usual;
  return stack.split('\n').slice(1);
}

/** Returns the innermost of the places that a line of a file belongs to. */
function siteAt(sites: readonly CallSite[], file: string, line: number): CallSite | undefined {
  const around = sites.filter(
    (site) => site.file === file && site.firstLine <= line && line <= site.lastLine,
  );
  return around.toSorted((a, b) => a.lastLine - a.firstLine - (b.lastLine - b.firstLine))[0];
}

/** Notes what is sent and from where, and answers with rows made for the place. */
export class Recorder {
  readonly sent = new Map<string, Sent>();
  /** Callers that no place is known of. */
  readonly strange = new Set<string>();
  readonly #sites: readonly CallSite[];
  readonly #rowsOf: RowsOf;

  constructor(sites: readonly CallSite[], rowsOf: RowsOf) {
    this.#sites = sites;
    for (const site of sites)
      for (const sql of site.texts) this.#note({ site, sql, parameters: null });
    this.#rowsOf = rowsOf;
  }

  /** Returns the function that takes the statements of one call. */
  begin(answer: Answer): Take {
    const answered = new Map<CallSite, number>();
    let count = 0;
    return (sql, parameters = []) => {
      const site = this.#caller();
      count += 1;
      if (count > MOST_STATEMENTS) throw new Error('The call does not come to an end.');
      if (!site) return [];
      this.#note({ site, sql, parameters: parameters.length });
      const times = (answered.get(site) ?? 0) + 1;
      answered.set(site, times);
      return times <= MOST_ANSWERS ? answer(count, this.#rowsOf(site, sql)) : [];
    };
  }

  #note(sent: Sent): void {
    this.sent.set(`${sent.site.file}:${sent.site.firstLine} ${sent.sql}`, sent);
  }

  /** Returns the place that sends the present statement. */
  #caller(): CallSite | null {
    for (const frame of innermostFrames()) {
      const [, path = '', line = ''] = FRAME.exec(frame.trim()) ?? [];
      if (!path.startsWith(SOURCE)) continue;
      const site = siteAt(this.#sites, relative(root, path), Number(line));
      if (!site && relative(root, path) === SESSION) continue;
      if (!site) this.strange.add(`${relative(root, path)}:${line}`);
      return site ?? null;
    }
    return null;
  }
}

/** A session of no database: statements are noted, rows come from the recorder. */
export class RecordedSession extends Session {
  readonly #take: Take;

  constructor(recorder: Recorder, answer: Answer) {
    super({} as EntityManager, 1, 0, () => undefined);
    this.#take = recorder.begin(answer);
  }

  override async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#take(sql, parameters) as Row[];
  }
}

/** Returns what takes the statements of the checks at the start. */
export function recordedExecute(recorder: Recorder, answer: Answer): Execute {
  const take = recorder.begin(answer);
  return async <Row>(sql: string) => take(sql) as Row[];
}

/** Returns a driver's connection of no database. */
export function recordedClient(recorder: Recorder, answer: Answer): object {
  const take = recorder.begin(answer);
  return {
    query: async (sql: string, parameters?: readonly unknown[]) => ({
      rows: take(sql, parameters),
    }),
  };
}
