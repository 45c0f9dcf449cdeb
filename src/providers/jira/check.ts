import { checkItem, messageOf, reportOf } from '../check-items.js';
import { HttpFailure } from '../http/failures.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { hasPermission, type JiraSite, loginFault, openSite, readMyself, zoneOf } from './api.js';
import { AGILE } from './issues/boards.js';
import { type Project, selectProjects } from './projects.js';
import { identify, type JiraSettings } from './settings.js';

/** So many projects are asked for one by one. */
const MOST_PROJECTS = 20;

const explain = (error: unknown): string => loginFault(error) ?? messageOf(error);

/** Returns what an item finds, and of a refused login what to do. */
const item = (...[about, find]: Parameters<typeof checkItem>) => checkItem(about, find, explain);

const checkAccount = (site: JiraSite): Promise<CheckItem> =>
  item({ what: 'Account' }, async () => {
    const myself = await readMyself(site);
    const zone = zoneOf(myself);
    return {
      ok: true,
      message: `${myself.displayName ?? 'It'} is logged in${zone ? `, in ${zone}` : ''}.`,
    };
  });

const browse = 'BROWSE_PROJECTS';

const checkProject = (site: JiraSite, { id, key, name }: Project): Promise<CheckItem> =>
  item({ what: `Project ${key}`, permission: browse }, async () => {
    const ok = await hasPermission(site, browse, id);
    const grant = `Grant the account "Browse Projects" (${browse}) in the project ${key}, or leave ${key} out.`;
    return { ok, message: ok ? `${name} can be read.` : grant };
  });

const unseenProject = (key: string): CheckItem => ({
  what: `Project ${key}`,
  ok: false,
  permission: browse,
  message: `The account sees no project ${key}: grant it "Browse Projects" (${browse}) there, or correct the key.`,
});

/** One item for all projects, and one for each that the settings name. */
async function checkProjects(
  site: JiraSite,
  settings: JiraSettings,
): Promise<readonly CheckItem[]> {
  try {
    const { projects, unseen } = await selectProjects(site, settings);
    const isNone = projects.length === 0;
    const seen: CheckItem = {
      what: 'Projects',
      ok: !isNone,
      permission: browse,
      message: isNone
        ? `The account browses no project: grant it "Browse Projects" (${browse}).`
        : `${projects.length} can be read.`,
    };
    const named = settings.projects === '' ? [] : projects.slice(0, MOST_PROJECTS);
    const each = await Promise.all(named.map((project) => checkProject(site, project)));
    return [seen, ...each, ...unseen.map(unseenProject)];
  } catch (error) {
    return [{ what: 'Projects', ok: false, permission: browse, message: explain(error) }];
  }
}

const sprintsScope = 'read:board-scope:jira-software, read:sprint:jira-software';

const checkBoards = ({ client }: JiraSite): Promise<CheckItem> =>
  item({ what: 'Boards and sprints', permission: sprintsScope, optional: true }, async () => {
    try {
      await client.ask(`${AGILE}/board`, { query: { maxResults: 1 } });
      return { ok: true, message: 'Boards can be read.' };
    } catch (error) {
      if (!(error instanceof HttpFailure) || ![401, 403, 404].includes(error.status)) throw error;
      return {
        ok: false,
        message: `Grant a token with scopes ${sprintsScope}: without, no sprints are read.`,
      };
    }
  });

const checkAddresses = (site: JiraSite): Promise<CheckItem> =>
  item({ what: 'E-mail addresses', permission: 'USER_PICKER', optional: true }, async () => {
    const ok = await hasPermission(site, 'USER_PICKER', null);
    const grant =
      'Grant the account "Browse users and groups" (USER_PICKER): without, people must be matched to developers by hand.';
    return { ok, message: ok ? 'Addresses are read of everybody who shows theirs.' : grant };
  });

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export async function check(settings: JiraSettings, context: SourceContext): Promise<CheckReport> {
  let site: JiraSite;
  try {
    site = await openSite(settings, context);
  } catch (error) {
    return { ok: false, items: [{ what: 'Server', ok: false, message: explain(error) }] };
  }
  const edition = site.edition === 'CLOUD' ? 'Jira Cloud' : 'Jira Data Center';
  const server: CheckItem = {
    what: 'Server',
    ok: true,
    message: `${edition} ${site.version} at ${identify(settings).name}.`,
  };
  const account = await checkAccount(site);
  // Jira shows an unknown account what it shows everybody, which says nothing of this one.
  const rest = account.ok
    ? [
        ...(await checkProjects(site, settings)),
        await checkBoards(site),
        await checkAddresses(site),
      ]
    : [];
  return reportOf([server, account, ...rest]);
}
