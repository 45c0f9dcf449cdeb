import type { Better, Unit } from '../../engine/metric.js';
import type { ProfileKind } from '../../model/profile/profile.js';
import type { ProviderCategory } from '../../providers/provider.js';
import type { SettingKind } from '../../providers/settings-form.js';
import { enumOf } from '../enums.js';

export const UnitEnum = enumOf<Unit>('Unit', 'What values count.', {
  DURATION: 'Time: seconds, and ISO 8601 beside.',
  COUNT: 'A number of things.',
  RATIO: 'A share, 0 to 1.',
  DAYS_PER_DEVELOPER: 'Days per developer and unit of the granularity.',
  PULL_REQUESTS_PER_DEVELOPER: 'Pull requests per developer and unit of the granularity.',
  WORK_ITEMS_PER_DEVELOPER: 'Work items per developer and unit of the granularity.',
  COMMENTS_PER_PULL_REQUEST: 'Comments per pull request.',
  POINTS_OR_ITEMS: 'Story points or work items, as the profile says.',
});

export const DirectionEnum = enumOf<Better>('Direction', 'Which way is better.', {
  HIGHER: 'The more the better.',
  LOWER: 'The less the better.',
});

export const ProfileKindEnum = enumOf<ProfileKind>(
  'ProfileKind',
  'What a profile sets rules for.',
  {
    EFFICIENCY: 'Delivery: lead time, deployments, failures.',
    PRODUCTIVITY: 'Work: coding days, pull requests, rework.',
    BUSINESS_ALIGNMENT: 'What effort is spent on.',
  },
);

export const SettingKindEnum = enumOf<SettingKind>('SettingKind', 'How a setting is entered.', {
  TEXT: 'A text of one line.',
  URL: 'An address.',
  SECRET: 'A text that is never shown again.',
  LIST: 'Several texts, one a line or between commas.',
  CHOICE: 'One of the choices.',
  FLAG: '`true` or `false`.',
  DATE: 'A day such as 2026-01-31.',
});

export const IntegrationCategoryEnum = enumOf<ProviderCategory>(
  'IntegrationCategory',
  'What a provider can feed.',
  {
    SOURCE_CODE_MANAGEMENT: 'Repositories, commits, pull requests.',
    ISSUE_MANAGEMENT: 'Work items and sprints.',
    CONTINUOUS_INTEGRATION: 'Builds and tests.',
    CONTINUOUS_DEPLOYMENT: 'Deployments.',
    INCIDENT_MANAGEMENT: 'Incidents and their ends.',
  },
);
