import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { openSite, readMyself } from './api.js';
import { siteId } from './issues/site-ids.js';
import type { RawIssue } from './reading/fetch-issues.js';
import type { JiraSettings } from './settings.js';

const keyOrId = /^(?:[\p{L}][\p{L}\p{N}_]*-\d+|\d+)$/u;

const named = (value: unknown): string =>
  String((value as { readonly name?: unknown } | null | undefined)?.name ?? 'unknown');

/** Looks up an issue by its key, such as `SHOP-42`, or its id. A former key finds it too. */
export async function spotCheck(
  settings: JiraSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const key = what.trim();
  if (!keyOrId.test(key)) return notFound('Name an issue by its key, such as SHOP-42.');
  const site = await openSite(settings, context);
  await readMyself(site);
  const answer = await site.client.ask(`${site.api}/issue/${encodeURIComponent(key)}`, {
    query: { fields: 'status,issuetype,updated' },
    allowed: [404],
  });
  if (answer.status === 404)
    return notFound(`Jira has no issue ${key}, or the account may not browse it.`);
  const issue = parseJson<RawIssue>(answer);
  const { status, issuetype, updated } = issue.fields ?? {};
  return {
    found: true,
    factId: siteId(site.place, issue.id),
    message: `${issue.key} is a ${named(issuetype)}, ${named(status)}, last changed ${String(updated)}.`,
  };
}
