/** Signs with which a spreadsheet's formula begins, in every form that readers fold to them. */
const SIGNS =
  '=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B\\u2212\\u207A-\\u207C\\u208A-\\u208C';
const SKIPPED = '["\\s\\p{Cf}\\p{Zs}]*';
/** At the beginning, and behind whatever another reader may take for the end of a cell. */
const formula = new RegExp(`(?<=^|[;|\\t\\r\\n])(?=${SKIPPED}[${SIGNS}]|[\\t\\r])`, 'gu');
const shield = new RegExp(`^'(?=${SKIPPED}[${SIGNS}]|[\\t\\r])`, 'u');
const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * Returns a cell that no spreadsheet runs as a formula, at any separator it may split at: an
 * apostrophe makes it text. Numbers stay numbers.
 */
export const shielded = (cell: string): string =>
  number.test(cell) ? cell : cell.replace(formula, "'");

/** Returns a cell as it was before an apostrophe shielded its beginning. */
export const withoutShield = (cell: string): string => cell.replace(shield, '');
