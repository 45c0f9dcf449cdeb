import type { DefaultedField, RequiredScope } from '../settings-form.js';

/** The fields that lead to an account. */
export const accountFields: readonly DefaultedField[] = [
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address',
    kind: 'URL',
    help: 'The address of Harness. Left empty: https://app.harness.io. Others are https://app3.harness.io, https://accounts.eu.harness.io, or that of a self-managed platform.',
    default: 'https://app.harness.io',
  },
  {
    key: 'accountId',
    keepsFacts: true,
    label: 'Account id',
    help: 'The part after "account/" in the address of any page of Harness.',
    required: true,
  },
  {
    key: 'token',
    label: 'Token',
    help: 'A token of a service account ("sat."), with the role Account Viewer on all resources including child scopes. Several, one a line, share the calls among them.',
    required: true,
    secret: true,
  },
  {
    key: 'organizations',
    keepsFacts: true,
    label: 'Organisations',
    kind: 'LIST',
    help: 'Identifiers of organisations, all of whose projects are read. Upper and lower case differ. Left empty, with projects: all that the token sees.',
    discovers: 'ORGANIZATION',
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    kind: 'LIST',
    help: 'Single projects as organisation/project, by their identifiers. Upper and lower case differ.',
    discovers: 'PROJECT',
  },
];

const credential = 'Token of a service account';

/** A permission of Harness, as its roles list it. */
export const permission = (
  name: string,
  why: string,
  without: string | null = null,
): RequiredScope => ({ name, credential, why, without });

export const PROJECT_VIEW = 'core_project_view';
export const projectScope = permission(
  PROJECT_VIEW,
  'Which organisations and projects there are. The role Account Viewer holds it.',
);
