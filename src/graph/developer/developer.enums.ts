import type { ColumnTarget } from '../../directory/developer-file/column-mapping.js';
import type {
  DeveloperErrorCode,
  DeveloperWarningCode,
} from '../../directory/developer-file/developer-file-error.js';
import type { DeveloperImport } from '../../directory/developer-file/import-preview.js';
import type { ApplicationType, BotRule, IdentityRule } from '../../model/facts/people.js';
import { enumOf } from '../enums.js';

export const ColumnTargetEnum = enumOf<ColumnTarget>(
  'ColumnTarget',
  'What a column of a developers file holds.',
  {
    NAME: 'The full name; required.',
    EMAIL: 'The e-mail, by which developers are distinguished; required.',
    MANAGER_EMAIL: 'The e-mail of the manager, empty at the top; required.',
    ALTERNATE_EMAILS: 'Further e-mails, separated by spaces, commas or semicolons.',
    ROLE: 'The role, an attribute.',
    SUB_ROLE: 'The sub role, an attribute.',
    TEAM: 'The team in words, an attribute.',
    DEPARTMENT: 'The department, an attribute.',
    SITE: 'The site, an attribute.',
    CUSTOM: 'An attribute by the name of the column.',
    IGNORED: 'Nothing that is taken over.',
  },
);

export const DeveloperErrorCodeEnum = enumOf<DeveloperErrorCode>(
  'DeveloperErrorCode',
  'Why developers cannot be taken over.',
  {
    REQUIRED_FIELD_MISSING: 'No column holds something that is required.',
    REQUIRED_VALUE_MISSING: 'A name or e-mail is empty.',
    DUPLICATE_EMAIL: 'An e-mail belongs to two developers.',
    CIRCULAR_REFERENCE: 'Developers manage each other in a circle.',
    MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS: 'A manager is no developer of the set.',
    MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING: 'A mapping lacks something required.',
    INVALID_CSV: 'The file cannot be read here.',
    EMPTY_CSV: 'The file has no developers.',
    BLANK_CSV_COLUMN_NAME: 'A column has no name.',
    DUPLICATE_COLUMN_NAME: 'Two columns have one name or one meaning.',
    INVALID_EMAIL: 'An e-mail is none.',
    TOO_MANY_ROWS: 'The file is larger than may be.',
  },
);

export const DeveloperWarningCodeEnum = enumOf<DeveloperWarningCode>(
  'DeveloperWarningCode',
  'What stops nothing but is worth a look.',
  { MULTIPLE_ROOTS: 'More than one developer has no manager.' },
);

export const DeveloperImportStatusEnum = enumOf<DeveloperImport['status']>(
  'DeveloperImportStatus',
  'Where a developers file is on its way.',
  {
    PREVIEW: 'Looked at; nothing of it is effective.',
    ACTIVE: 'The effective one.',
    SUPERSEDED: 'Was effective until a later file was.',
  },
);

export const ApplicationTypeEnum = enumOf<ApplicationType>(
  'ApplicationType',
  'The sort of tool that knows a person.',
  {
    GIT: 'Commits of a git history.',
    GITHUB: 'GitHub.',
    GITLAB: 'GitLab.',
    BITBUCKET: 'Bitbucket.',
    AZURE_DEVOPS: 'Azure DevOps.',
    HARNESS: 'Harness.',
    JENKINS: 'Jenkins.',
    JIRA: 'Jira.',
    SERVICENOW: 'ServiceNow.',
    PAGERDUTY: 'PagerDuty.',
    CUSTOM: 'A tool without a provider of its own.',
  },
);

export const IdentityRuleEnum = enumOf<IdentityRule>(
  'IdentityRule',
  'How a person of a tool was matched to a developer.',
  {
    EMAIL: 'By the e-mail.',
    ALTERNATE_EMAIL: 'By a further e-mail of the developer.',
    MAILMAP: 'By the `.mailmap` of the repository.',
    NOREPLY_GITHUB: 'By the login within an address of GitHub that takes no mail.',
    NOREPLY_GITLAB: 'By the login within an address of GitLab that takes no mail.',
    ACCOUNT: 'By the id of the account, in a column named after the tool such as "Jira".',
    MANUAL: 'By hand; no other rule undoes it.',
  },
);

export const BotRuleEnum = enumOf<BotRule>('BotRule', 'How a bot was found to be one.', {
  VENDOR: 'The tool says so.',
  SUFFIX: 'The name ends in `[bot]`.',
  LIST: 'It is on a list of known bots.',
  MANUAL: 'Somebody said so.',
});
