import { RefusedQuery } from '../graphql/refused-query.js';
import type { View } from '../view.js';
import { fullNameOf, type Repository } from '../world/world.js';
import type { Token } from './tokens.js';

const holds = (token: Token, name: string): boolean =>
  token.kind === 'CLASSIC' || token.permissions[name] !== undefined;

/** How GitHub says that a permission is lacking. */
export const notAccessible = ({ kind }: Token): string =>
  `Resource not accessible by ${kind === 'INSTALLATION' ? 'integration' : 'personal access token'}`;

export const isPermitted = (token: Token | null, name: string): boolean =>
  token !== null && holds(token, name);

/** Throws RefusedQuery FORBIDDEN where a token lacks a permission. */
export function requirePermission(token: Token | null, name: string): void {
  if (token !== null && !holds(token, name))
    throw new RefusedQuery('FORBIDDEN', notAccessible(token));
}

/** The single sign-on of the organisation keeps a token out of its repositories. */
export const isBehindSso = ({ owner }: Repository, { token, world }: View): boolean =>
  token !== null && !token.isAuthorizedForSso && owner === world.organization;

function isGranted(token: Token, repository: Repository): boolean {
  if (token.kind === 'CLASSIC') return token.scopes.includes('repo');
  const { repositories } = token;
  return repositories === 'ALL' || repositories.includes(fullNameOf(repository));
}

/** Returns true if a token sees a repository: no private one without `repo`, none outside of the selection. */
export function canSee(repository: Repository, view: View): boolean {
  const { token } = view;
  if (token !== null && isBehindSso(repository, view))
    throw new RefusedQuery(
      'FORBIDDEN',
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      { extensions: { saml_failure: true } },
    );
  return !repository.isPrivate || (token !== null && isGranted(token, repository));
}

/** The repositories of a list: those behind single sign-on are omitted silently. */
export const visibleRepositories = (view: View): readonly Repository[] =>
  view.world.repositories.filter(
    (repository) => !isBehindSso(repository, view) && canSee(repository, view),
  );
