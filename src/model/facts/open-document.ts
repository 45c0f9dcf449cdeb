import { withoutSecrets } from './open-secret.js';

/** Names of settings whose values are secrets, of whatever form. */
const SECRET_NAME = /token|secret|passw(?:or)?d|passphrase|api-?_?key|private-?_?key|credential/i;
const HIDDEN = '(hidden)';

/** True if a setting of this name has a value that others should not read. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

const hidden = (value: unknown): unknown => {
  if (typeof value === 'string') return value === '' ? value : HIDDEN;
  if (Array.isArray(value)) return value.map(hidden);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden(item)]))
    : value;
};

/** True for a setting in a list: its name stands in `key` or `name`, and not before its value. */
const isSecretSetting = (document: object): boolean => {
  const { key, name = key, value } = document as Readonly<Record<string, unknown>>;
  return value !== undefined && typeof name === 'string' && isSecretName(name);
};

/**
 * Returns a JSON document without secrets. It hides all texts below names of secret settings, in
 * objects and in lists of names and values, and those in any other text.
 */
export function documentWithoutSecrets(document: unknown): unknown {
  if (typeof document === 'string') return withoutSecrets(document);
  if (Array.isArray(document)) return document.map(documentWithoutSecrets);
  if (typeof document !== 'object' || document === null) return document;
  const isSetting = isSecretSetting(document);
  const open = Object.entries(document).map(([key, value]) => [
    withoutSecrets(key),
    isSecretName(key) || (isSetting && key === 'value')
      ? hidden(value)
      : documentWithoutSecrets(value),
  ]);
  return Object.fromEntries(open);
}
