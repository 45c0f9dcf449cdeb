import type ts from 'typescript';
import type { Source } from './call-sites.js';
import { calledByExample } from './examples.js';
import {
  type Answer,
  RecordedSession,
  type Recorder,
  recordedClient,
  recordedExecute,
} from './recorder.js';
import { SampleValues } from './sample-values.js';

/** All rows that may be, none; rows for the first statement alone, for all but the first; one row alone. */
const answers: readonly Answer[] = [
  (_, rows) => rows,
  () => [],
  (index, rows) => (index === 1 ? rows : []),
  (index, rows) => (index > 1 ? rows : []),
  (_, rows) => rows.slice(0, 1),
  (_, rows) => rows.slice(-1),
];
const TAKES_STATEMENTS = new Set(['Session', 'Execute', 'Client']);
const MOST_ITEMS = 4;

type Callable = (...values: readonly unknown[]) => unknown;

const nameOf = (type: ts.Type): string => (type.aliasSymbol ?? type.getSymbol())?.name ?? '';

/** Waits for a result; of a generator, for its first items. A call may fail: its values are made up. */
async function finish(result: unknown): Promise<unknown> {
  const value = await result;
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return value;
  let count = 0;
  for await (const _ of value as AsyncIterable<unknown>) {
    count += 1;
    if (count === MOST_ITEMS) break;
  }
  return value;
}

/** Returns argument lists: the first value of each, and each further value of each. */
function argumentLists(values: readonly (readonly unknown[])[]): (readonly unknown[])[] {
  const first = values.map(([value]) => value);
  const others = values.flatMap((ofOne, index) =>
    ofOne.slice(1).map((value) => first.with(index, value)),
  );
  return [first, ...others];
}

async function attempt(called: Callable, values: readonly unknown[]): Promise<void> {
  try {
    await finish(called(...values));
  } catch {
    // The result of a made-up value is no law; a place that is not reached is reported.
  }
}

/** Calls what `src/storage` exports with values made for the types of its parameters. */
export class ExportCaller {
  readonly #source: Source;
  readonly #recorder: Recorder;

  constructor(source: Source, recorder: Recorder) {
    this.#source = source;
    this.#recorder = recorder;
  }

  /** Calls every exported function that takes a session, an `Execute` or a connection. */
  async callAll(): Promise<void> {
    for (const file of this.#source.files) {
      const signatures = this.#signaturesOf(file);
      if (signatures.length === 0) continue;
      const exported = (await import(file.fileName)) as Record<string, Callable>;
      for (const [name, signature] of signatures) await this.#call(exported[name], signature);
    }
  }

  #signaturesOf(file: ts.SourceFile): (readonly [string, ts.Signature])[] {
    const { checker } = this.#source;
    const symbol = checker.getSymbolAtLocation(file);
    const exported = symbol ? checker.getExportsOfModule(symbol) : [];
    return exported.flatMap((one) =>
      checker
        .getTypeOfSymbol(one)
        .getCallSignatures()
        .slice(0, 1)
        .filter((signature) => !calledByExample.has(one.name) && this.#takesStatements(signature))
        .map((signature) => [one.name, signature] as const),
    );
  }

  #takesStatements(signature: ts.Signature): boolean {
    return signature
      .getParameters()
      .some((one) => TAKES_STATEMENTS.has(nameOf(this.#source.checker.getTypeOfSymbol(one))));
  }

  async #call(called: Callable | undefined, signature: ts.Signature): Promise<void> {
    if (!called) return;
    for (const answer of answers)
      for (const values of argumentLists(this.#valuesOf(signature, answer)))
        await attempt(
          called,
          values.map((value) => this.#renewed(value, answer)),
        );
  }

  /** Returns a session of its own in place of one: each counts its statements. */
  #renewed(value: unknown, answer: Answer): unknown {
    return value instanceof RecordedSession ? new RecordedSession(this.#recorder, answer) : value;
  }

  /** Returns a database whose transactions are recorded. */
  #database(answer: Answer): unknown {
    const read = (_: number, work: Callable) => work(new RecordedSession(this.#recorder, answer));
    return { read, write: read };
  }

  #valuesOf(signature: ts.Signature, answer: Answer): (readonly unknown[])[] {
    const samples = new SampleValues(
      this.#source.checker,
      new Map<string, unknown>([
        ['Session', new RecordedSession(this.#recorder, answer)],
        ['Execute', recordedExecute(this.#recorder, answer)],
        ['Client', recordedClient(this.#recorder, answer)],
        ['Database', this.#database(answer)],
      ]),
    );
    return signature
      .getParameters()
      .map((one) => samples.of(this.#source.checker.getTypeOfSymbol(one)));
  }
}
