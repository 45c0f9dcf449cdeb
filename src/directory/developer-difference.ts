import type { Developer } from '../model/facts/people.js';
import type { DeveloperRecord } from './developer-file/developer-record.js';

/** A field that changes; null where there was or will be nothing. Lists are joined by `; `. */
export interface FieldChange {
  /** Name of the field. */
  readonly field: string;
  /** Value before; null for none. */
  readonly before: string | null;
  /** Value after; null for none. */
  readonly after: string | null;
}
/** A change of one developer. */
export interface DeveloperUpdate {
  /** The developer before. */
  readonly developer: Developer;
  /** The row of the file. */
  readonly record: DeveloperRecord;
  /** Where it holds no field, an inactive developer returns as they were. */
  readonly changes: readonly FieldChange[];
}
/** The changes that a file makes. */
export interface DeveloperDifference {
  /** Rows of new developers. */
  readonly adds: readonly DeveloperRecord[];
  /** Developers that change. */
  readonly updates: readonly DeveloperUpdate[];
  /** Developers that the file no longer names. */
  readonly removals: readonly Developer[];
  /** Number of developers that stay as they are. */
  readonly unchanged: number;
}

type Fields = Omit<DeveloperRecord, 'line'>;

const listed = (emails: readonly string[]) => [...emails].sort().join('; ') || null;

function fieldsOf(person: Fields): Map<string, string | null> {
  return new Map([
    ['name', person.name],
    ['email', person.email],
    ['managerEmail', person.managerEmail],
    ['alternateEmails', listed(person.alternateEmails)],
    ...Object.entries(person.attributes).map(([key, value]) => [key, value] as [string, string]),
  ]);
}

/** Returns the differences between two states of a developer, field by field. */
function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: next.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

/**
 * Returns a function that finds the known developer of a record. A record matches by its e-mail
 * first. Otherwise it matches a known developer whose e-mail is among its alternate ones and not in
 * the new set: the person has a new address.
 */
function recogniser(records: readonly DeveloperRecord[], known: readonly Developer[]) {
  const byEmail = new Map(known.map((developer) => [developer.email, developer]));
  const named = new Set(records.map((record) => record.email));
  return (record: DeveloperRecord): Developer | undefined => {
    const formerly = record.alternateEmails.find(
      (email) => byEmail.has(email) && !named.has(email),
    );
    return (
      byEmail.get(record.email) ?? (formerly === undefined ? undefined : byEmail.get(formerly))
    );
  };
}

/**
 * Returns the changes that make `records` the whole set of developers; `known` holds inactive ones
 * too, so that they return as themselves.
 */
export function differenceOf(
  records: readonly DeveloperRecord[],
  known: readonly Developer[],
): DeveloperDifference {
  const recognise = recogniser(records, known);
  const adds: DeveloperRecord[] = [];
  const updates: DeveloperUpdate[] = [];
  const kept = new Set<Developer>();
  for (const record of records) {
    const developer = recognise(record);
    if (!developer || kept.has(developer)) {
      adds.push(record);
      continue;
    }
    kept.add(developer);
    const changes = fieldChanges(developer, record);
    if (changes.length > 0 || !developer.active) updates.push({ developer, record, changes });
  }
  const removals = known.filter((developer) => developer.active && !kept.has(developer));
  const unchanged = records.length - adds.length - updates.length;
  return { adds, updates, removals, unchanged };
}
