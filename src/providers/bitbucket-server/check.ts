import { checkItem, messageOf, reportOf } from '../check-items.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { type BitbucketServer, isAbsent, loginFault, openServer } from './api.js';
import { readPulls } from './pulls.js';
import { grantRead, listRepositories, type RawRepository } from './repositories.js';
import { type BitbucketServerSettings, placeOf } from './settings.js';

const READ = 'Repository read (REPO_READ)';

const explain = (error: unknown): string => loginFault(error) ?? messageOf(error);

/** Returns the first repositories that can be read, and what cannot. */
async function lookAt(server: BitbucketServer, settings: BitbucketServerSettings) {
  const unseen: string[] = [];
  const seen: RawRepository[] = [];
  for await (const page of listRepositories(server, settings, unseen)) seen.push(...page);
  return { unseen, seen };
}

const unseenItem = (what: string): CheckItem => ({
  what,
  ok: false,
  permission: READ,
  message: `The account does not see it: ${grantRead}.`,
});

const checkPulls = (server: BitbucketServer, { project, slug }: RawRepository) =>
  checkItem(
    { what: 'Pull requests', permission: READ },
    async () => {
      const page = await readPulls({ server }, { project: project.key, slug }, 'ALL', 1, 0);
      const name = `${project.key}/${slug}`;
      const isRead = !isAbsent(page);
      const message = isRead
        ? `They can be read in ${name}.`
        : `They cannot be read in ${name}: ${grantRead}.`;
      return { ok: isRead, message };
    },
    explain,
  );

async function checkRepositories(
  server: BitbucketServer,
  settings: BitbucketServerSettings,
): Promise<readonly CheckItem[]> {
  const what = 'Repositories';
  try {
    const { seen, unseen } = await lookAt(server, settings);
    const [sample] = seen;
    if (!sample && unseen.length === 0)
      return [{ what, ok: false, permission: READ, message: `It sees none: ${grantRead}.` }];
    const message = `${seen.length} can be read.`;
    const items: CheckItem[] = sample ? [{ what, ok: true, permission: READ, message }] : [];
    const pulls = sample ? [await checkPulls(server, sample)] : [];
    return [...items, ...unseen.map(unseenItem), ...pulls];
  } catch (error) {
    return [{ what, ok: false, permission: READ, message: explain(error) }];
  }
}

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export async function check(
  settings: BitbucketServerSettings,
  context: SourceContext,
): Promise<CheckReport> {
  try {
    const server = await openServer(settings, context);
    const message = `Bitbucket ${server.version} at ${placeOf(settings)}, as ${server.user}.`;
    const first: CheckItem = { what: 'Server and account', ok: true, message };
    return reportOf([first, ...(await checkRepositories(server, settings))]);
  } catch (error) {
    const failing = { what: 'Server and account', ok: false, message: explain(error) };
    return reportOf([failing]);
  }
}
