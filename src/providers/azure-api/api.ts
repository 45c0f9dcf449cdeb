import { createVendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import type { AzureAccess } from './access.js';
import { azureClient } from './client.js';

/** Opens an organisation: a client for each of its hosts, which share the limit of the token. */
export function openAzure(
  access: Pick<AzureAccess, 'organization' | 'token'>,
  context: SourceContext,
) {
  const { core, releases, graph, place, edition } = access.organization;
  const clock = createVendorClock();
  const clientOf = (base: string, preview = '') =>
    azureClient(access, base, { context, clock, preview });
  return {
    /** Ids of facts hold it. */
    place,
    edition,
    /** The address that people open. */
    web: core,
    core: clientOf(core),
    /** The same for what is still in preview there: environments and their records. */
    preview: clientOf(core, '-preview.1'),
    releases: clientOf(releases),
    graph: clientOf(graph, '-preview.1'),
    log: context.log,
    /** Returns the instant that no cursor may pass: by Azure's clock, since its dates are compared with it. */
    now: () => clock.begunAt() ?? context.now,
  };
}
export interface AzureApi extends ReturnType<typeof openAzure> {}

/** A list, as nearly every path answers it. */
export interface WireList<Value = unknown> {
  readonly value?: readonly Value[] | null;
  readonly count?: number | null;
}

/** Returns the path of something in a project, given by its name or id. */
export const inProject = (project: string, path: string): string =>
  `${encodeURIComponent(project)}/_apis/${path}`;
