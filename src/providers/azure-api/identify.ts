import type { SourceIdentity } from '../provider.js';
import type { AzureAccess } from './access.js';

/** One organisation is connected once, whichever projects are read. */
export function identifyAccess({
  organization,
}: Pick<AzureAccess, 'organization'>): SourceIdentity {
  const { place } = organization;
  return {
    id: `azure:${place}`,
    place,
    name: place.replace('dev.azure.com/', ''),
    directory: null,
  };
}
