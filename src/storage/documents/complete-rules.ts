import {
  completeAlignment,
  completeEfficiency,
  completeProductivity,
  defaultAlignment,
  defaultProductivity,
} from '../../model/profile/default-profile.js';
import { emptyTeamSettings } from '../../model/team.js';
import type { DocumentRow } from './stored-document.js';

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown): Plain => (isPlain(value) ? value : {});

/** A set of filters was once a list of conditions, as the sets beside it still may be. */
function completeValue(value: unknown, fallback: unknown): unknown {
  if (value === undefined) return fallback;
  if (Array.isArray(value) && isPlain(fallback) && 'conditions' in fallback)
    return { ...fallback, conditions: value };
  return isPlain(value) && isPlain(fallback) ? completed(value, fallback) : value;
}

/** Returns the value with what it lacks taken from `fallback`, at every depth; lists stay as they are. */
const completed = (value: Plain, fallback: Plain): Plain => ({
  ...value,
  ...Object.fromEntries(
    Object.entries(fallback).map(([key, inner]) => [key, completeValue(value[key], inner)]),
  ),
});

const completedSettings = (value: unknown): Plain =>
  completed(plain(value), { ...emptyTeamSettings });

/** Goals of categories came later than categories. */
function completedAlignment(value: unknown): Plain {
  const config = plain(completeAlignment(plain(value ?? defaultAlignment)));
  if (!Array.isArray(config.categories)) return config;
  const categories = config.categories.map((category: unknown) => ({
    description: null,
    color: null,
    goal: null,
    ...plain(category),
  }));
  return { ...config, categories };
}

const byKind = {
  EFFICIENCY: (value: unknown) => completed(plain(value), { ...completeEfficiency({}) }),
  PRODUCTIVITY: (value: unknown) =>
    completed(plain(completeProductivity(plain(value))), { ...defaultProductivity }),
  BUSINESS_ALIGNMENT: completedAlignment,
};

/** A document that is no object stays what it is, and is refused by its form. */
const ofObject =
  (complete: (value: Plain, row: DocumentRow) => unknown) => (value: unknown, row: DocumentRow) =>
    isPlain(value) ? complete(value, row) : value;

export const completeProfile = ofObject(
  (value, row) => byKind[row.kind as keyof typeof byKind]?.(value) ?? value,
);

export const completeSettings = ofObject(completedSettings);

export const completeRules = ofObject((value) => ({
  alignmentProfile: null,
  shape: '',
  ...value,
  settings: completedSettings(value.settings),
  efficiency: byKind.EFFICIENCY(value.efficiency),
  productivity: byKind.PRODUCTIVITY(value.productivity),
  alignment: byKind.BUSINESS_ALIGNMENT(value.alignment),
}));
