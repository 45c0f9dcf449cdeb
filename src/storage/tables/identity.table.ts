import { p } from '@mikro-orm/core';
import type {
  ApplicationType,
  BotRule,
  Developer,
  Identity,
  IdentityRule,
  Membership,
} from '../../model/facts/people.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

export const IdentityTable = ownTable({
  name: 'Identity',
  properties: {
    number: whole().primary(),
    applicationType: p.text().$type<ApplicationType>(),
    scope: whole(),
    externalId: p.text(),
    name: p.text().nullable(),
    email: p.text().nullable(),
    developer: whole().nullable(),
    rule: p.text().$type<IdentityRule>().nullable(),
    bot: p.text().$type<BotRule>().nullable(),
    /** False until it was looked for among the developers once. */
    matched: p.boolean().default(true),
  },
  uniques: [['applicationType', 'scope', 'externalId']],
  indexes: [['developer']],
});
true satisfies SameShape<Owned<Identity> & Record<'matched', boolean>, typeof IdentityTable>;

export const DeveloperTable = ownTable({
  name: 'Developer',
  properties: {
    number: whole().primary(),
    email: p.text(),
    name: p.text(),
    managerEmail: p.text().nullable(),
    alternateEmails: json<readonly string[]>(),
    attributes: json<Readonly<Record<string, string>>>(),
    active: p.boolean(),
    /** Stored, so that "Developer 7" stays Developer 7. */
    label: p.integer(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  uniques: [['email'], ['label']],
});
true satisfies SameShape<
  Owned<Developer> & Record<'label' | 'createdAt' | 'updatedAt', number>,
  typeof DeveloperTable
>;

export const MembershipTable = ownTable({
  name: 'Membership',
  properties: {
    number: whole().primary(),
    team: whole(),
    developer: whole(),
    since: instant().nullable(),
    until: instant().nullable(),
    shared: p.boolean(),
  },
  indexes: [['team'], ['developer']],
});
true satisfies SameShape<Owned<Membership> & Record<'number', number>, typeof MembershipTable>;

/** A developers file on its way: uploaded, mapped, activated or given up. */
export const DeveloperImportTable = ownTable({
  name: 'DeveloperImport',
  properties: {
    number: whole().primary(),
    status: p.text().$type<'PREVIEW' | 'ACTIVE' | 'SUPERSEDED'>(),
    fileName: p.text().nullable(),
    body: p.text(),
    mapping: json<readonly { readonly column: string; readonly target: string }[]>(),
    effectiveOn: p.text().nullable(),
    createdBy: whole(),
    createdAt: instant(),
    activatedAt: instant().nullable(),
  },
});
