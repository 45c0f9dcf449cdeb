import { checkItem, reportOf } from '../check-items.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import type { AzureAccess } from './access.js';
import { type AzureApi, openAzure } from './api.js';
import { explain, tokenFault } from './faults.js';
import { type AzureProject, selectProjects } from './projects.js';

/** A look at one area, which its own scope of the token opens. */
export interface AreaCheck {
  readonly what: string;
  /** In the vendor's own term. */
  readonly scope: string;
  readonly optional?: boolean;
  /** Returns what was found. Throws if the area cannot be read. */
  readonly look: (api: AzureApi, project: AzureProject) => Promise<string>;
}

const PROJECT_SCOPE = 'vso.project';

const unseenProject = (name: string): CheckItem => ({
  what: `Project ${name}`,
  ok: false,
  permission: PROJECT_SCOPE,
  message: `The token sees no project ${name}: make its owner a member there, or correct the name.`,
});

const missingScope = ({ what, scope }: AreaCheck): string =>
  `Grant the token the scope ${scope}: ${what} cannot be read without it.`;

const areaItem = (api: AzureApi, project: AzureProject, area: AreaCheck): Promise<CheckItem> =>
  checkItem(
    {
      what: area.what,
      permission: area.scope,
      ...(area.optional === undefined ? {} : { optional: area.optional }),
    },
    async () => ({ ok: true, message: await area.look(api, project) }),
    (error) =>
      // The token was taken for the projects: here it is one without the scope.
      tokenFault(error) === null ? explain(error, area.scope) : missingScope(area),
  );

/** Returns what can be read with the settings, item by item: the projects, then each area in one of them. */
export async function checkAccess(
  access: AzureAccess,
  context: SourceContext,
  areas: readonly AreaCheck[],
): Promise<CheckReport> {
  const api = openAzure(access, context);
  const about = { what: 'Organisation', permission: PROJECT_SCOPE };
  let found: Awaited<ReturnType<typeof selectProjects>>;
  try {
    found = await selectProjects(api, access);
  } catch (error) {
    return reportOf([{ ...about, ok: false, message: explain(error, PROJECT_SCOPE) }]);
  }
  const { projects, unseen } = found;
  const [first] = projects;
  const organization: CheckItem = {
    ...about,
    ok: first !== undefined,
    message: first
      ? `${projects.length} projects of ${api.place} can be read.`
      : 'The token sees no project: make its owner a member of one.',
  };
  const items = [organization, ...unseen.map(unseenProject)];
  if (first) for (const area of areas) items.push(await areaItem(api, first, area));
  return reportOf(items);
}
