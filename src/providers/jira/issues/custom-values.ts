import { lineOf } from '../../names.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const blocks = ['paragraph', 'heading', 'listItem', 'codeBlock', 'tableCell'];

/** Returns the text of a document in Atlassian's format, a line for each block. */
function documentText(node: unknown): string {
  if (!isObject(node)) return '';
  if (node.type === 'text' && typeof node.text === 'string') return node.text;
  if (node.type === 'hardBreak') return '\n';
  const inner = Array.isArray(node.content) ? node.content.map(documentText).join('') : '';
  return blocks.includes(String(node.type)) ? `${inner}\n` : inner;
}

/** Keys that may hold the name of an option, a person, a version or a team. */
const nameKeys = ['value', 'name', 'displayName', 'title', 'key', 'id'] as const;

function textsOfObject(value: Readonly<Record<string, unknown>>): string[] {
  if (value.type === 'doc' && Array.isArray(value.content)) return [documentText(value)];
  const key = nameKeys.find((name) => ['string', 'number'].includes(typeof value[name]));
  if (key === undefined) return [];
  // A cascading option holds the one below it.
  const below = isObject(value.child) ? textsOfObject(value.child)[0] : undefined;
  return [below === undefined ? String(value[key]) : `${value[key]} / ${below}`];
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isObject(value)) return textsOfObject(value);
  return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
}

/** Returns the values of a field of any type as texts; documents, options, people and lists of them alike. */
export const customValues = (value: unknown): readonly string[] =>
  textsOf(value).flatMap((text) => lineOf(text) || []);
