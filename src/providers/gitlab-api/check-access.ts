import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { checkItem, reportOf } from '../check-items.js';
import { parseJson } from '../http/answer.js';
import { WrongAnswer } from '../http/failures.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import type { GitlabAccess } from './access.js';
import { type GitlabApi, openApi, readPage } from './api.js';
import { listProjects, type WireProject, wireProject } from './projects.js';
import { explainRefusal } from './refusals.js';

/** Older servers answer without parts that are read. */
const OLDEST_VERSION = 16;
/** So many are enough to see what a token may do. */
const MOST_PROJECTS = 1_000;
const MOST_NAMED = 5;
const SOON_DAYS = 14;
const READ_API = 'read_api';
const REPORTER = 'Reporter';

const item = (...[about, find]: Parameters<typeof checkItem>) =>
  checkItem(about, find, explainRefusal);

const checkUser = (api: GitlabApi): Promise<CheckItem> =>
  item({ what: 'Token' }, async () => {
    const user = await api.askJson<{ readonly username?: string } | null>('user');
    if (!user?.username)
      throw new WrongAnswer(`${api.place} answers, but not as GitLab does: check the address.`);
    return { ok: true, message: `It acts as "${user.username}".` };
  });

interface Token {
  readonly scopes?: readonly string[] | null;
  /** A day. */
  readonly expires_at?: string | null;
}

/** Returns what is said of the day on which a token ends. */
function endOf({ expires_at: day }: Token, now: Instant): string {
  if (!day) return '';
  const left = (Date.parse(day) - now) / DAY_MILLISECONDS;
  return ` It ends on ${day}${left < SOON_DAYS ? ': make a new one before then.' : '.'}`;
}

/** An OAuth token has no such page, and says nothing of its scopes. */
const checkScopes = (api: GitlabApi): Promise<CheckItem> =>
  item({ what: 'Scopes', permission: READ_API }, async () => {
    const answer = await api.ask('personal_access_tokens/self', { allowed: [400, 401, 403, 404] });
    const token: Token = answer.status < 400 ? parseJson<Token>(answer) : {};
    const { scopes } = token;
    if (!scopes) return { ok: true, message: 'GitLab does not say the scopes of this token.' };
    const ok = scopes.some((scope) => scope === READ_API || scope === 'api');
    const has = `It has ${scopes.join(', ') || 'no scope'}`;
    const remedy = `: make a token with the scope ${READ_API}.`;
    return { ok, message: has + (ok ? `.${endOf(token, api.now())}` : remedy) };
  });

const checkVersion = (api: GitlabApi): Promise<CheckItem> =>
  item({ what: 'Version' }, async () => {
    const answer = await api.ask('version', { allowed: [401, 403, 404] });
    const { version = '' } = answer.status < 400 ? parseJson<{ version?: string }>(answer) : {};
    const major = Number.parseInt(version, 10);
    if (major < OLDEST_VERSION)
      return { ok: false, message: `GitLab ${version} is too old: ${OLDEST_VERSION}.0 is needed.` };
    return { ok: true, message: version ? `GitLab ${version}.` : 'GitLab does not say it.' };
  });

/** Reads projects until enough are known. */
async function findProjects(api: GitlabApi, access: GitlabAccess) {
  const warnings: string[] = [];
  const found: WireProject[] = [];
  for await (const { nodes } of listProjects(api, access, (message) => warnings.push(message))) {
    found.push(...nodes.flatMap((node) => wireProject.safeParse(node).data ?? []));
    if (found.length >= MOST_PROJECTS) break;
  }
  return { found, warnings };
}

/** A list that is looked at in one project, to see what the role allows. */
export interface Look {
  readonly what: string;
  /** Path below the project. */
  readonly path: string;
  /** The data that lacks without it. */
  readonly without: string;
}

const lookAt = (api: GitlabApi, { id, path_with_namespace: name }: WireProject, look: Look) =>
  item({ what: look.what, permission: REPORTER }, async () => {
    const page = await readPage(api, `projects/${id}/${look.path}`, { perPage: 1 });
    return page
      ? { ok: true, message: `They can be read in ${name}.` }
      : {
          ok: false,
          message: `They cannot be read in ${name}, so ${look.without}: give the user of the token the role ${REPORTER} there, or switch the feature on.`,
        };
  });

/** Code that only members see shows most of what a role allows. */
const sampleOf = (projects: readonly WireProject[]): WireProject | undefined =>
  projects.find(({ visibility, default_branch: branch }) => visibility === 'private' && branch) ??
  projects.find(({ default_branch: branch }) => branch) ??
  projects[0];

/** Checks that the address is GitLab's, what the token may do, and which projects it sees. */
export async function checkAccess(
  access: GitlabAccess,
  context: SourceContext,
  looks: readonly Look[],
): Promise<CheckReport> {
  const api = openApi(access, context);
  const items: CheckItem[] = [await checkUser(api)];
  if (items[0]?.ok) items.push(await checkScopes(api));
  if (!reportOf(items).ok) return reportOf(items);
  items.push(await checkVersion(api));
  let projects: readonly WireProject[] = [];
  const listed = await item({ what: 'Projects', permission: REPORTER }, async () => {
    const { found, warnings } = await findProjects(api, access);
    projects = found;
    const reasons = warnings.slice(0, MOST_NAMED).join(' ');
    const none = 'The user of the token is a member of no project: make it one.';
    if (found.length === 0 || reasons) return { ok: false, message: reasons || none };
    const more = found.length < MOST_PROJECTS ? '' : ' or more';
    return { ok: true, message: `${found.length}${more} can be read.` };
  });
  items.push(listed);
  const sample = sampleOf(projects);
  if (sample) for (const look of looks) items.push(await lookAt(api, sample, look));
  return reportOf(items);
}
