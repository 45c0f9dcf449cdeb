import { z } from 'zod';
import type { UserError } from '../../model/errors.js';
import type { Instant } from '../../model/time.js';
import type { SourceIdentity } from '../provider.js';
import {
  daySetting,
  invalidSetting,
  listSetting,
  listSettingOf,
  textSetting,
} from '../setting-values.js';

/** How a Harness account is reached and what of it is read: what all providers of Harness ask for. */
export interface HarnessAccess {
  /** Origin, with the path that Harness lies below. */
  readonly baseUrl: string;
  readonly account: string;
  /** Empty if the secrets are sealed. */
  readonly tokens: readonly string[];
  /** Identifiers in their own case; empty with `projects`: all that the token sees. */
  readonly organizations: readonly string[];
  /** `organisation/project`. */
  readonly projects: readonly string[];
  readonly since: Instant | null;
  /** Empty: deliveries are refused. */
  readonly webhookSecret: string;
}

/** Paths that people copy along with the address. */
const tail = /\/(?:ng|gateway|pipeline|code|auth)(?:\/.*)?$/i;
const FIRST_GENERATION =
  'This is the first generation of Harness, which has ended: give the address of the present one, such as https://app.harness.io, and a token of a service account.';
const NO_ADDRESS =
  'This is no address of Harness: write it as https://app.harness.io, without a user and a password.';

/** True for the pages and the API of the first generation, which had no `/ng` before the account. */
const isFirstGeneration = ({ pathname, hash }: URL): boolean =>
  /\/(?:gateway\/)?api\/graphql$/i.test(pathname) ||
  (hash.startsWith('#/account/') && !/\/ng\/?$/i.test(pathname));

function baseOf(text: string): { readonly base: string } | { readonly message: string } {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (!url?.hostname || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return { message: NO_ADDRESS };
  if (isFirstGeneration(url)) return { message: FIRST_GENERATION };
  return { base: url.origin + url.pathname.replace(tail, '').replace(/\/+$/, '') };
}

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const PROJECT = /^[\p{L}_$][\p{L}\p{N}_$]*\/[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  baseUrl: textSetting.transform((text, context) => {
    const found = baseOf(text || 'https://app.harness.io');
    if ('base' in found) return found.base;
    context.addIssue({ code: 'custom', message: found.message });
    return z.NEVER;
  }),
  accountId: textSetting.refine((id) => /^[\w-]+$/.test(id), {
    message: 'Write the account id: the part after "account/" in the address of any page.',
  }),
  token: listSetting,
  organizations: listSettingOf(
    IDENTIFIER,
    'is no identifier of an organisation: it is the part after "orgs/" in the address of its page.',
  ),
  projects: listSettingOf(
    PROJECT,
    'is no project: write organisation/project, both by their identifiers.',
  ),
  since: daySetting,
  webhookSecret: textSetting,
};

export type AccessValues = z.output<z.ZodObject<typeof accessShape>>;

/** A token names its account; older ones do not. */
const ownerOf = (token: string): string | null => {
  const parts = token.split('.');
  return parts.length === 4 ? parts[1]! : null;
};

/** Returns what is wrong with the token; null if nothing is. */
function tokenFault({ token: tokens, accountId: account }: AccessValues, isSealed: boolean) {
  if (tokens.length === 0)
    return isSealed ? null : 'Give a token of a service account: it begins with "sat.".';
  if (!tokens.every((token) => /^[ps]at\.[^\s]+$/.test(token)))
    return 'This is no token of the present Harness, and API keys of the first generation ended with it: give one of a service account, which begins with "sat.", or a personal one, which begins with "pat.".';
  const other = tokens.map(ownerOf).find((owner) => owner !== null && owner !== account);
  return other === undefined
    ? null
    : `The token belongs to the account ${other}: correct the account id, or take another token.`;
}

/** Returns what is wrong with values together. */
export function accessFaults(
  values: AccessValues,
  secrets: 'GIVEN' | 'SEALED',
): readonly UserError[] {
  const fault = tokenFault(values, secrets === 'SEALED');
  return fault === null ? [] : [invalidSetting('token', fault)];
}

export const accessOf = ({ token: tokens, since, ...values }: AccessValues): HarnessAccess => ({
  baseUrl: values.baseUrl,
  account: values.accountId,
  tokens,
  organizations: values.organizations,
  projects: values.projects,
  since: since === '' ? null : Date.parse(`${since}T00:00:00Z`),
  webhookSecret: values.webhookSecret,
});

/** Returns the host, the path below it and the account: what ids of facts begin with. */
export function placeOf({ baseUrl, account }: Pick<HarnessAccess, 'baseUrl' | 'account'>): string {
  const { host, pathname } = new URL(baseUrl);
  return `${(host + pathname).replace(/\/+$/, '')}/${account}`;
}

/** One account is connected once, whichever projects are read. */
export function identifyAccess(access: HarnessAccess, kind: string, title: string): SourceIdentity {
  const place = placeOf(access);
  const id = `${kind}:${place}`;
  return { id, place: id, name: `${title} ${place}`, directory: null };
}
