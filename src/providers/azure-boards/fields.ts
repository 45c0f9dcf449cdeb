import { accessFields, scopeOf } from '../azure-api/access-fields.js';
import { type RequiredScope, type SettingsField, settingsFields } from '../settings-form.js';

const own = settingsFields([
  {
    key: 'teams',
    label: 'Teams',
    kind: 'LIST',
    help: 'Names of the teams whose iterations are sprints. Left empty: all teams of the projects.',
    discovers: 'TEAM',
  },
  {
    key: 'storyPoints',
    label: 'Story points',
    kind: 'LIST',
    help: 'Fields that hold estimates, by reference name or name; the first that is filled counts. Left empty: Story Points (Agile), Effort (Scrum, Basic), Size (CMMI).',
    discovers: 'FIELD',
  },
  {
    key: 'resolvedIsDone',
    label: 'Resolved counts as done',
    kind: 'FLAG',
    help: 'True where states of the category Resolved, such as Resolved of a bug, end the work. Otherwise they are work in progress until a state of the category Completed.',
    default: 'false',
  },
  {
    key: 'customFields',
    label: 'More fields',
    kind: 'LIST',
    help: 'Other fields to keep, by reference name or name, such as Severity. Filters can ask for them.',
    discovers: 'FIELD',
  },
]);

/** The fields that the form asks for. */
export const fields: readonly SettingsField[] = [...accessFields, ...own];

/** The scopes to grant, as Azure DevOps itself names them. */
export const scopes: readonly RequiredScope[] = [
  scopeOf('vso.work', 'Work items with their history, iterations, areas and states.', null),
  scopeOf('vso.project', 'Projects, and the teams that choose iterations.', null),
];
