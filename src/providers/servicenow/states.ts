import { lineOf } from '../names.js';
import type { ServicenowSettings } from './settings.js';
import type { Meaning, States, Table } from './wire.js';

/** The states of a new instance. */
const delivered: Readonly<Record<Table, States>> = {
  incident: {
    '1': ['New', 'OPEN'],
    '2': ['In Progress', 'OPEN'],
    '3': ['On Hold', 'OPEN'],
    '6': ['Resolved', 'RESOLVED'],
    '7': ['Closed', 'CLOSED'],
    '8': ['Canceled', 'CANCELED'],
  },
  change_request: {
    '-5': ['New', 'OPEN'],
    '-4': ['Assess', 'OPEN'],
    '-3': ['Authorize', 'OPEN'],
    '-2': ['Scheduled', 'OPEN'],
    '-1': ['Implement', 'OPEN'],
    '0': ['Review', 'OPEN'],
    '3': ['Closed', 'CLOSED'],
    '4': ['Canceled', 'CANCELED'],
  },
};

const words: readonly (readonly [RegExp, Meaning])[] = [
  [/\bcancel/i, 'CANCELED'],
  [/\bresolved\b/i, 'RESOLVED'],
  [/\bclosed\b/i, 'CLOSED'],
];

/** Returns what a word says by itself; null if it says nothing that is known. */
const saidBy = (word: string): Meaning | null =>
  words.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** Returns the meaning of a state: that of its word, else the one that ServiceNow delivers its number with. */
const meaningOfWord = (table: Table, value: string, word: string): Meaning =>
  saidBy(word) ?? delivered[table][value]?.[1] ?? 'OPEN';

export const wordOf = (table: Table, states: States, value: string): string =>
  states[value]?.[0] ?? delivered[table][value]?.[0] ?? lineOf(value);
export const meaningOf = (table: Table, states: States, value: string): Meaning =>
  states[value]?.[1] ?? delivered[table][value]?.[1] ?? 'OPEN';

/** One entry of the table of choices. */
export interface Choice {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly language: string;
}

/** Words that metrics know, in whatever language the account is. */
const shown: Readonly<Record<Meaning, string>> = {
  OPEN: 'Open',
  RESOLVED: 'Resolved',
  CLOSED: 'Closed',
  CANCELED: 'Canceled',
};

function overridesOf({ incidentStates, changeStates }: ServicenowSettings, table: Table): States {
  const list = table === 'incident' ? incidentStates : changeStates;
  return Object.fromEntries(
    list.map((entry) => {
      const [value = '', word = ''] = entry.split('=').map((part) => part.trim());
      const meaning = word.toUpperCase() as Meaning;
      return [value, [shown[meaning], meaning] as const];
    }),
  );
}

/** The table's own choices come before those of tasks, and English ones before those of other languages. */
const rankOf = ({ name, language }: Choice, table: Table): number =>
  (name === table ? 0 : 2) + (language === 'en' ? 0 : 1);

/** Returns the states of a table: as the settings say, else as the instance calls them. */
export function statesOf(
  table: Table,
  choices: readonly Choice[],
  settings: ServicenowSettings,
): States {
  const own = choices
    .filter(({ name, value, label }) => [table, 'task'].includes(name) && value && label)
    .toSorted((left, right) => rankOf(right, table) - rankOf(left, table));
  const called = own.map(({ value, label }) => {
    const word = lineOf(label);
    return [value, [word, meaningOfWord(table, value, word)] as const] as const;
  });
  return { ...Object.fromEntries(called), ...overridesOf(settings, table) };
}
