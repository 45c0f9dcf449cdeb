import {
  type ApplicationType,
  applicationTypes,
  type Developer,
  type Identity,
} from '../../model/facts/people.js';
import { isLoginColumn } from './logins.js';
import { oneDeveloper } from './one-developer.js';

/** People of commits are known by their addresses, those of custom sources by ids of their own. */
const tools = applicationTypes.filter((tool) => tool !== 'GIT' && tool !== 'CUSTOM');

const keyOf = (tool: ApplicationType, id: string): string =>
  `${tool} ${id.trim().replace(/^@/, '')}`;

const idsIn = (value: string): string[] =>
  value
    .split(/[;,]/)
    .map((id) => id.trim())
    .filter(Boolean);

const accountsOf = ({ attributes }: Developer): string[] =>
  Object.entries(attributes).flatMap(([attribute, value]) =>
    tools
      .filter((tool) => isLoginColumn(attribute, tool))
      .flatMap((tool) => idsIn(value).map((id) => keyOf(tool, id))),
  );

/**
 * Creates a function that finds the developer of a tool's account, by a column of the developers
 * file named after the tool. A cell may hold several accounts, separated by `;` or `,`.
 */
export function createAccounts(
  developers: readonly Developer[],
): (identity: Pick<Identity, 'applicationType' | 'externalId'>) => Developer | null {
  const owner = oneDeveloper(
    developers.flatMap((developer) =>
      accountsOf(developer).map((key) => [key, developer] as const),
    ),
  );
  return ({ applicationType, externalId }) =>
    applicationType === 'GIT' ? null : owner(keyOf(applicationType, externalId));
}
