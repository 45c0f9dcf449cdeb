import { type DocumentNode, Kind, visit } from 'graphql';
import type { Token } from '../server/tokens.js';
import { RefusedQuery } from './refused-query.js';

/** Fields of people that a classic token sees only with one of these scopes: GitHub refuses the whole query. */
const GUARDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['email', ['user:email', 'read:user']],
]);
const ENOUGH: Readonly<Record<string, readonly string[]>> = {
  'user:email': ['user:email', 'user'],
  'read:user': ['read:user', 'user'],
};

const asked = new WeakMap<DocumentNode, readonly string[]>();

/** Names of guarded fields that are asked of a user. */
function guardedFields(document: DocumentNode): readonly string[] {
  const known = asked.get(document);
  if (known !== undefined) return known;
  const found: string[] = [];
  const note = (name: string) => {
    if (GUARDED.has(name)) found.push(name);
  };
  visit(document, {
    InlineFragment: (node) => {
      if (node.typeCondition?.name.value !== 'User') return;
      for (const one of node.selectionSet.selections)
        if (one.kind === Kind.FIELD) note(one.name.value);
    },
    Field: (node) => {
      if (!['user', 'viewer'].includes(node.name.value)) return;
      for (const one of node.selectionSet?.selections ?? [])
        if (one.kind === Kind.FIELD) note(one.name.value);
    },
  });
  asked.set(document, found);
  return found;
}

/** Returns why a classic token may not ask a query; null where it may. */
export function scopesLacking(document: DocumentNode, token: Token | null): RefusedQuery | null {
  if (token?.kind !== 'CLASSIC') return null;
  for (const field of guardedFields(document)) {
    const needed = GUARDED.get(field)!;
    const isGranted = needed.some((scope) =>
      ENOUGH[scope]!.some((one) => token.scopes.includes(one)),
    );
    if (isGranted) continue;
    const list = (scopes: readonly string[]) =>
      `[${scopes.map((scope) => `'${scope}'`).join(', ')}]`;
    return new RefusedQuery(
      'INSUFFICIENT_SCOPES',
      `Your token has not been granted the required scopes to execute this query. The '${field}' field requires one of the following scopes: ${list(needed)}, but your token has only been granted the: ${list(token.scopes)} scopes. Please modify your token's scopes at: https://github.com/settings/tokens.`,
    );
  }
  return null;
}
