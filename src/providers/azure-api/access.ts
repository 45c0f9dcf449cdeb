import { z } from 'zod';
import type { UserError } from '../../model/errors.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { CollectContext } from '../provider.js';
import {
  daySetting,
  invalidSetting,
  listSetting,
  parseSettings,
  textSetting,
  tokenSetting,
} from '../setting-values.js';
import { type Organization, organizationOf } from './organization.js';

/** How an organisation of Azure DevOps is reached: what all its providers ask for. */
export interface AzureAccess {
  readonly organization: Organization;
  /** A personal access token, or a token of Microsoft Entra; empty while secrets are sealed. */
  readonly token: string;
  /** Names or ids of projects; empty: all that the token sees. */
  readonly projects: readonly string[];
  /** Day from which a first sync reads; empty: what the app decides. */
  readonly since: string;
  /** Empty: deliveries are refused. */
  readonly webhookSecret: string;
}

const EVERY_ORGANIZATION = /accessible|^all\b|^\*$/i;
const ONE_EACH =
  'Name one organisation, such as https://dev.azure.com/fabrikam. Tokens for all accessible organizations end on 2026-12-01: make an integration for each organisation, with a token of its own.';
const NO_ORGANIZATION =
  'This names no organisation: write it as https://dev.azure.com/fabrikam, or for a server with its collection, as https://azure.example.com/DefaultCollection.';

const organization = textSetting.transform((text, context): Organization => {
  const found = EVERY_ORGANIZATION.test(text) ? null : organizationOf(text);
  if (found !== null) return found;
  const message = EVERY_ORGANIZATION.test(text) ? ONE_EACH : NO_ORGANIZATION;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  organization,
  token: tokenSetting,
  projects: listSetting,
  since: daySetting,
  webhookSecret: textSetting.refine((secret) => !secret.includes(':'), {
    message: 'Azure DevOps sends it in a header, where a colon divides: choose one without.',
  }),
};

const tokenFaults = ({ token }: Pick<AzureAccess, 'token'>): UserError[] =>
  token === ''
    ? [
        invalidSetting(
          'token',
          'Give a personal access token of this organisation, or a token of Microsoft Entra.',
        ),
      ]
    : [];

/** Returns the settings. Throws a Refusal that names each field at fault. */
export const parseAccess = <Shape extends z.ZodType<Pick<AzureAccess, 'token'>>>(
  shape: Shape,
  values: unknown,
  secrets: 'GIVEN' | 'SEALED' = 'GIVEN',
): z.output<Shape> =>
  parseSettings(shape, values, (given) => (secrets === 'SEALED' ? [] : tokenFaults(given)));

const USUAL_DAYS = 180;

/** Returns how far back a first sync reads: the earliest of what the settings and the run ask for. */
export function earliestOf(
  { since }: Pick<AzureAccess, 'since'>,
  { since: asked, now }: Pick<CollectContext, 'since' | 'now'>,
): Instant {
  const given = since === '' ? null : Date.parse(since);
  const wanted = [given, asked].filter((at) => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : now - USUAL_DAYS * DAY_MILLISECONDS;
}
