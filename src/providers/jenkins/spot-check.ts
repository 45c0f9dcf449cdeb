import { notFound, type SpotCheck } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { readMyself } from './api.js';
import { buildId } from './ids.js';
import { pathOf } from './jobs.js';
import { findJob } from './nudges.js';
import { askBuild, isOpen } from './reading/read-build.js';
import { openReader } from './reading/run.js';
import type { JenkinsSettings } from './settings.js';
import { listedBuild } from './wire.js';

const NAMED = /^(?<name>[^#]+)#(?<number>\d+)$/;
const ADDRESS = /^(?<address>https?:\/\/.+)\/(?<number>\d+)\/?$/;

const encoded = (fullName: string): string =>
  fullName
    .split('/')
    .map((segment) => `job/${encodeURIComponent(segment)}`)
    .join('/');

/** Looks up a build as `shop/deploy#12`, or by its address. */
export async function spotCheck(
  settings: JenkinsSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const text = what.trim();
  const { name, address, number } = (ADDRESS.exec(text) ?? NAMED.exec(text))?.groups ?? {};
  const path = address === undefined ? name && encoded(name.trim()) : pathOf(address);
  if (!path || number === undefined)
    return notFound('Name a build by its job and number, such as shop/deploy#12.');
  const reader = openReader(settings, context);
  await readMyself(reader.server);
  const job = await findJob(reader, path);
  const build = job && (await askBuild(reader, job, Number(number)));
  const { data } = listedBuild.safeParse(build);
  if (!job || !data) return notFound('Jenkins has no such build, or the user may not read it.');
  const { timestamp, queueId = null, result } = data;
  return {
    found: true,
    factId: buildId(reader.server.place, {
      ...{ number: data.number, timestamp, queueId, fullName: job.fullName },
    }),
    message: `${job.fullName} #${number} ${isOpen(data) ? 'goes on' : `ended as ${result}`}.`,
  };
}
