import type { HttpClient } from '../http/client.js';
import type { SourceContext } from '../provider.js';
import type { AzureAccess } from './access.js';
import { azureClient } from './client.js';

/** Opens an organisation: a client for each of its hosts, which share the limit of the token. */
export function openAzure(
  access: Pick<AzureAccess, 'organization' | 'token'>,
  context: SourceContext,
) {
  const { core, releases, graph, place, edition } = access.organization;
  return {
    /** Ids of facts hold it. */
    place,
    edition,
    /** The address that people open. */
    web: core,
    core: azureClient(access, core, context),
    /** The same for what is still in preview there: environments and their records. */
    preview: azureClient(access, core, context, '-preview.1'),
    releases: azureClient(access, releases, context),
    graph: azureClient(access, graph, context, '-preview.1'),
    log: context.log,
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

export type { HttpClient };
