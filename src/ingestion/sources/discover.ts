import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import type { DiscoveredPage, DiscoverRequest } from '../../providers/discover.js';
import type { IngestionContext } from '../context.js';
import { hiderOf } from '../credentials/hide-secrets.js';
import { type AskedSource, askVendor, connectedSource } from './ask-vendor.js';
import { type SourceInput, wantedBy } from './connect.js';
import { demand } from './demand.js';
import { lentToViewer } from './roots.js';

/** A source that is not connected yet, or the number of one that is. */
export interface DiscoverInput extends DiscoverRequest {
  /** Settings that are not connected yet; null for an integration. */
  readonly source: SourceInput | null;
  /** Number of the integration; null for settings. */
  readonly integration: number | null;
}

async function askedSource(
  context: IngestionContext,
  viewer: Viewer,
  { source, integration }: DiscoverInput,
): Promise<AskedSource> {
  if (source && integration === null) {
    const { provider, parsed } = await wantedBy(context, viewer, source);
    const { settings: given } = source;
    const hider = hiderOf(provider, given);
    const lent = await lentToViewer(context, viewer);
    const { dataDirectory } = context;
    return { provider, parsed, given, hider, dataDirectory, lent };
  }
  if (integration !== null && !source) return connectedSource(context, viewer, integration);
  return refuse(
    'ONE_SOURCE',
    ['integration'],
    'Name one source: a provider with its settings, or an integration.',
  );
}

/** Returns what the credential of a source sees of a kind, a page of it. Throws FORBIDDEN, NOT_FOUND, or a Refusal. */
export async function discover(
  context: IngestionContext,
  viewer: Viewer,
  input: DiscoverInput,
): Promise<DiscoveredPage> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const asked = await askedSource(context, viewer, input);
  const { provider, parsed } = asked;
  const { kind, search, first, after } = input;
  const kinds = provider.settings.fields.flatMap(({ discovers = [] }) => discovers);
  if (!(provider.discover && kinds.includes(kind)))
    return refuse(
      'NOTHING_TO_DISCOVER',
      ['kind'],
      `${provider.title} offers no choice of ${kind}: it offers ${kinds.join(', ') || 'none'}.`,
    );
  const ask = provider.discover;
  return askVendor(context, asked, (given) =>
    ask.call(provider, parsed, { kind, search, first, after }, given),
  );
}
