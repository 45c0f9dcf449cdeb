import { Fault } from '../model/errors.js';

/** The content of a global id: a kind of node and its number, or another key of its own. */
export interface NodeId {
  readonly kind: string;
  readonly key: string;
}

/**
 * Returns the opaque global id of a node. It never holds the account, which comes from the asker's
 * key alone.
 */
export const encodeNodeId = (kind: string, key: number | string): string =>
  Buffer.from(`${kind}:${key}`).toString('base64url');

/** Returns the parts of a global id; null if it is none of ours. */
export function decodeNodeId(id: string): NodeId | null {
  const text = Buffer.from(id, 'base64url').toString();
  const [, kind, key] = /^([A-Z][A-Za-z]*):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || key === undefined || encodeNodeId(kind, key) !== id) return null;
  return { kind, key };
}

/**
 * Returns the number of a node of one kind. Throws BAD_USER_INPUT if the id is of another kind or
 * none of ours.
 */
export function numberOf(kind: string, id: string): number {
  const found = decodeNodeId(id);
  const number = Number(found?.key);
  if (found?.kind === kind && Number.isSafeInteger(number)) return number;
  throw new Fault('BAD_USER_INPUT', `${id} is not the id of a ${kind}; take ids from an answer.`);
}
