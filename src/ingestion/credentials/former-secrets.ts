import type { Credential } from '../../storage/integrations/integration-credentials.js';
import type { GivenSettings } from '../sources/settings.js';
import type { KeyRing } from './key-ring.js';

/** Ends the name of a field under which the secrets rest that were replaced: a vendor may repeat them late. */
const FORMER = ':former';
/** Former values kept for one setting. */
const MOST_KEPT = 5;

export const isFormer = ({ field }: Pick<Credential, 'field'>): boolean => field.endsWith(FORMER);

const textsIn = (text: string | null): string[] =>
  text === null ? [] : (JSON.parse(text) as string[]);

/** Returns the secrets that were replaced, as far as they can be opened. */
export const openFormer = (
  keyRing: KeyRing,
  account: number,
  sealed: readonly Credential[],
): string[] =>
  sealed
    .filter(isFormer)
    .flatMap(({ envelope, ...place }) => textsIn(keyRing.open(envelope, { account, ...place })));

/**
 * Seals the values that `secrets` now replace together with the former secrets. Drops former
 * secrets that cannot be opened: nothing here can repeat them.
 */
export function sealFormer(
  keyRing: KeyRing,
  account: number,
  sealed: readonly Credential[],
  secrets: GivenSettings,
): Credential[] {
  const replaced = sealed.filter(({ field }) => secrets[field] !== undefined);
  return replaced.flatMap(({ integration, field, envelope }) => {
    const text = keyRing.open(envelope, { account, integration, field });
    if (text === null || text === secrets[field]) return [];
    const place = { integration, field: `${field}${FORMER}` };
    const before = openFormer(
      keyRing,
      account,
      sealed.filter((one) => one.field === place.field),
    );
    const kept = [...new Set([text, ...before])].slice(0, MOST_KEPT);
    return [{ ...place, envelope: keyRing.seal(JSON.stringify(kept), { account, ...place }) }];
  });
}
