import { protocol } from '@electric-sql/pglite';

const { serialize } = protocol;
const LONG_TEXT = 1000;
const isLong = (value: unknown) => typeof value === 'string' && value.length > LONG_TEXT;
/** Numbers of the parameters that a statement takes as text, which alone may pass as bytes. */
const textsOf = (sql: string): Set<number> =>
  new Set(Array.from(sql.matchAll(/\$(\d+)::text(?!\[)/g), ([, number]) => Number(number)));

type Value = string | Uint8Array | null;
/** A parameter as PostgreSQL reads it; undefined where the driver must be asked what it makes of it. */
function readable(parameter: unknown): Value | undefined {
  if (parameter === null || parameter === undefined) return null;
  if (typeof parameter === 'string' || parameter instanceof Uint8Array) return parameter;
  return ['number', 'boolean', 'bigint'].includes(typeof parameter) ? String(parameter) : undefined;
}

/** A long text passes as bytes, since the driver counts the bytes of a text character by character, twice. */
function valuesOf(sql: string, parameters: readonly unknown[]): (Value | undefined)[] {
  const texts = parameters.some(isLong) ? textsOf(sql) : null;
  return parameters.map((value, index) =>
    isLong(value) && texts?.has(index + 1) ? Buffer.from(value as string) : readable(value),
  );
}

/** A name under which the database keeps a statement, and whether it does so already. */
export interface StatementName {
  readonly name: string;
  readonly isKnown: boolean;
}

/** Returns the steps by which the database takes a statement. One that failed may have left its name. */
function stepsOf(sql: string, named: StatementName | null): Uint8Array[] {
  if (named === null) return [serialize.parse({ text: sql })];
  const { name, isKnown } = named;
  return isKnown
    ? []
    : [serialize.close({ type: 'S', name }), serialize.parse({ name, text: sql })];
}

/**
 * Returns all steps of a statement as one message, in memory of its own, which can be transferred. One by one, as the driver takes them,
 * the steps cost twice as much. Returns null if only the driver can serialise a parameter.
 */
export function messageOf(
  sql: string,
  parameters: readonly unknown[],
  named: StatementName | null,
): Uint8Array<ArrayBuffer> | null {
  const values = valuesOf(sql, parameters);
  if (values.includes(undefined)) return null;
  const steps = [
    ...stepsOf(sql, named),
    serialize.bind({ statement: named?.name ?? '', values: values as never }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ];
  const message = new Uint8Array(steps.reduce((length, step) => length + step.length, 0));
  let at = 0;
  for (const step of steps) {
    message.set(step, at);
    at += step.length;
  }
  return message;
}
