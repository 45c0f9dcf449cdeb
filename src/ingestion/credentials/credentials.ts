import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import type { CredentialStatus, Integration } from '../../model/integration.js';
import type { Provider } from '../../providers/provider.js';
import {
  type Credential,
  loadCredentials,
  writeCredentials,
} from '../../storage/integrations/integration-credentials.js';
import { writeDueNow } from '../../storage/integrations/integration-schedule.js';
import { lockIntegration, readIntegration } from '../../storage/integrations/integrations.js';
import type { Session } from '../../storage/sql/session.js';
import { found, type IngestionContext, providerOf } from '../context.js';
import { noteChange } from '../note-change.js';
import { demand, readFor } from '../sources/demand.js';
import type { GivenSettings } from '../sources/settings.js';
import { isFormer, openFormer, sealFormer } from './former-secrets.js';
import type { KeyRing } from './key-ring.js';

/** The keys of a provider's settings that are sealed. */
const secretKeysOf = ({ settings }: Pick<Provider, 'settings'>): readonly string[] =>
  settings.fields.filter(({ secret }) => secret).map(({ key }) => key);

/** Returns the secrets among the given settings, without empty ones. */
export const secretsIn = (provider: Provider, given: GivenSettings): GivenSettings =>
  Object.fromEntries(
    secretKeysOf(provider).flatMap((key) => {
      const value = given[key]?.trim();
      return value ? [[key, value]] : [];
    }),
  );

/** Seals secrets for an integration and writes them in place of those it had under the same keys, which are kept as former ones. */
export async function sealCredentials(
  keyRing: KeyRing,
  session: Session,
  integration: number,
  secrets: GivenSettings,
): Promise<void> {
  const { account } = session;
  const sealed = Object.entries(secrets).map(([field, text]) => ({
    integration,
    field,
    envelope: keyRing.seal(text, { account, integration, field }),
  }));
  if (sealed.length === 0) return;
  const known = await loadCredentials(session, [integration]);
  await writeCredentials(session, [...sealed, ...sealFormer(keyRing, account, known, secrets)]);
}

/** The opened settings of an integration, or the fact that a key is lost. */
export type OpenedCredentials =
  | { readonly status: 'NONE' | 'SEALED'; readonly secrets: GivenSettings }
  | { readonly status: 'UNDECRYPTABLE'; readonly secrets: null };

function opened(
  keyRing: KeyRing,
  account: number,
  sealed: readonly Credential[],
): OpenedCredentials {
  const secrets: Record<string, string> = {};
  for (const { integration, field, envelope } of sealed.filter((one) => !isFormer(one))) {
    const text = keyRing.open(envelope, { account, integration, field });
    if (text === null) return { status: 'UNDECRYPTABLE', secrets: null };
    secrets[field] = text;
  }
  return { status: sealed.length === 0 ? 'NONE' : 'SEALED', secrets };
}

/** Returns the status of each of these integrations' credentials, in one statement. */
export async function credentialStatuses(
  context: IngestionContext,
  viewer: Viewer,
  integrations: readonly number[],
): Promise<ReadonlyMap<number, CredentialStatus>> {
  const sealed = await readFor(context, viewer, (session) =>
    loadCredentials(session, integrations),
  );
  const byIntegration = Map.groupBy(sealed, ({ integration }) => integration);
  return new Map(
    integrations.map((number) => [
      number,
      opened(context.keyRing, viewer.account, byIntegration.get(number) ?? []).status,
    ]),
  );
}

/** Returns the settings of an integration with its secrets, and the secrets that were replaced. Throws a Refusal where a key is lost. */
export async function openSettingsOf(
  { database, keyRing }: Pick<IngestionContext, 'database' | 'keyRing'>,
  account: number,
  { number, name, settings }: Integration,
): Promise<{ readonly given: GivenSettings; readonly former: readonly string[] }> {
  const sealed = await database.read(account, (session) => loadCredentials(session, [number]));
  const { secrets } = opened(keyRing, account, sealed);
  if (secrets === null)
    return refuse(
      'UNDECRYPTABLE',
      [],
      `The credential of "${name}" was sealed with a key that is lost: give the key back in INSIGHTS_SECRET_KEYS, or give the credential again (rotateCredential).`,
    );
  return { given: { ...settings, ...secrets }, former: openFormer(keyRing, account, sealed) };
}

/** Throws a Refusal where a secret is among settings that are changed in the open. */
export function demandNoSecrets(provider: Provider, given: GivenSettings): void {
  const secret = secretKeysOf(provider).find((key) => given[key] !== undefined);
  if (secret !== undefined)
    refuse(
      'IS_SECRET',
      ['settings', secret],
      `"${secret}" is a secret: give it by rotateCredential, which seals it.`,
    );
}

/** A credential to replace. */
export interface RotateInput {
  /** Number of the integration. */
  readonly integration: number;
  /** New values of the provider's secret settings. */
  readonly secrets: GivenSettings;
}

/** Refuses what is no secret setting of the provider, and an empty change. */
function demandSecrets(provider: Provider, secrets: GivenSettings): void {
  const known = secretKeysOf(provider);
  const unknown = Object.keys(secrets).find((key) => !known.includes(key));
  const names = known.join(', ') || 'none';
  if (unknown !== undefined)
    refuse(
      'NO_SECRET',
      ['settings', unknown],
      `"${unknown}" is no secret of ${provider.title}: its secrets are ${names}.`,
    );
  if (Object.keys(secretsIn(provider, secrets)).length === 0)
    refuse('NOTHING_GIVEN', ['settings'], `Give a new value of one of: ${names}.`);
}

/**
 * Replaces secrets of an integration, also where the old ones cannot be opened any more.
 * Throws FORBIDDEN, NOT_FOUND, or a Refusal that names the setting. The activity log names the settings, never their values.
 */
export async function rotateCredential(
  context: IngestionContext,
  viewer: Viewer,
  { integration: number, secrets }: RotateInput,
): Promise<Integration> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  return context.database.write(viewer.account, async (session) => {
    const integration = found(await lockIntegration(session, number));
    const provider = providerOf(context, integration.provider);
    demandSecrets(provider, secrets);
    const given = secretsIn(provider, secrets);
    await sealCredentials(context.keyRing, session, number, given);
    await writeDueNow(session, number);
    await noteChange(session, viewer, 'EDITED', number, { rotated: Object.keys(given) });
    return found(await readIntegration(session, number));
  });
}

/** How many secrets were sealed again, and how many could not be opened. */
export interface Resealed {
  /** Credentials that were sealed again. */
  readonly resealed: number;
  /** Credentials that no key opens. */
  readonly undecryptable: number;
}

/** Seals every secret of an account again that an older key sealed, so that the older key can go. */
export function resealCredentials(
  { database, keyRing }: Pick<IngestionContext, 'database' | 'keyRing'>,
  account: number,
): Promise<Resealed> {
  return database.write(account, async (session) => {
    const old = (await loadCredentials(session, null)).filter(
      ({ envelope }) => keyRing.keyOf(envelope) !== keyRing.newest,
    );
    const again = old.flatMap((credential) => {
      const place = { account, integration: credential.integration, field: credential.field };
      const text = keyRing.open(credential.envelope, place);
      return text === null ? [] : [{ ...credential, envelope: keyRing.seal(text, place) }];
    });
    if (again.length > 0) await writeCredentials(session, again);
    return { resealed: again.length, undecryptable: old.length - again.length };
  });
}
