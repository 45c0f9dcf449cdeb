import { checkItem, messageOf, reportOf } from '../check-items.js';
import { HttpFailure } from '../http/failures.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import type { HarnessAccess } from './access.js';
import { PROJECT_VIEW } from './access-fields.js';
import { type HarnessAccount, loginFault, openAccount } from './api.js';
import { isIncluded, keyOf, type Project, readProjects } from './projects.js';

/** Returns what to do about an error, naming the permission that is missing. */
function explain(error: unknown, permission: string, where: string): string {
  const isForbidden = error instanceof HttpFailure && [403, 404].includes(error.status);
  if (isForbidden)
    return `Grant the service account ${permission} ${where}: the role Account Viewer on all resources including child scopes holds it. ${error.message}`;
  return loginFault(error) ?? messageOf(error);
}

/** Returns what an item finds, and of a refusal which permission is missing. */
export const itemOf = (
  about: Pick<CheckItem, 'what' | 'optional'> & { readonly permission: string },
  where: string,
  find: () => Promise<string>,
): Promise<CheckItem> =>
  checkItem(
    about,
    async () => ({ ok: true, message: await find() }),
    (error) => explain(error, about.permission, where),
  );

const differsInCase = (left: string, right: string): boolean =>
  left.toLowerCase() === right.toLowerCase();

/** One item for each organisation and project that the settings name and the token does not see. */
function unseenItems(access: HarnessAccess, seen: readonly Project[]): CheckItem[] {
  const organizations = [...new Set(seen.map(({ organization }) => organization))];
  const item = (what: string, name: string, known: readonly string[]): CheckItem[] => {
    if (known.includes(name)) return [];
    const other = known.find((one) => differsInCase(one, name));
    const hint = other === undefined ? '' : ` There is ${other}: upper and lower case differ.`;
    const message = `The token sees no ${what.toLowerCase()} ${name}: correct the identifier, or grant ${PROJECT_VIEW} there.${hint}`;
    return [{ what: `${what} ${name}`, ok: false, permission: PROJECT_VIEW, message }];
  };
  return [
    ...access.organizations.flatMap((name) => item('Organisation', name, organizations)),
    ...access.projects.flatMap((name) => item('Project', name, seen.map(keyOf))),
  ];
}

/** Checks that Harness takes the token, and which projects it sees; `more` checks what a provider reads of them. */
export async function checkAccess(
  access: HarnessAccess,
  context: SourceContext,
  more: (account: HarnessAccount, projects: readonly Project[]) => Promise<readonly CheckItem[]>,
): Promise<CheckReport> {
  const account = openAccount(access, context);
  const about = { what: 'Projects', permission: PROJECT_VIEW };
  let seen: readonly Project[];
  try {
    seen = await readProjects(account);
  } catch (error) {
    const message = explain(error, PROJECT_VIEW, 'in the account');
    return { ok: false, items: [{ ...about, ok: false, message }] };
  }
  const projects = seen.filter((project) => isIncluded(access, project));
  const found: CheckItem = {
    ...about,
    ok: projects.length > 0,
    message:
      projects.length > 0
        ? `${projects.length} can be read in ${account.place}.`
        : `The token sees no such project: grant the service account ${PROJECT_VIEW}.`,
  };
  return reportOf([found, ...unseenItems(access, seen), ...(await more(account, projects))]);
}
