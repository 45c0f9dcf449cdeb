const QUOTED = /["\\]/g;

/** A text in which nothing need be escaped. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'string' && !value.includes('"') && !value.includes('\\');

function elementOf(value: unknown): string | null {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return `"${value.replace(QUOTED, '\\$&')}"`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/**
 * An array as PostgreSQL reads it: one text passes to the database's thread many times faster than its elements, and need not be made
 * there. Arrays of anything but texts, numbers, booleans and nulls are answered as they are.
 */
export function arrayLiteral(values: readonly unknown[]): string | readonly unknown[] {
  if (values.length > 0 && values.every(isPlain)) return `{"${values.join('","')}"}`;
  const elements: string[] = [];
  for (const value of values) {
    const element = elementOf(value);
    if (element === null) return values;
    elements.push(element);
  }
  return `{${elements.join()}}`;
}
