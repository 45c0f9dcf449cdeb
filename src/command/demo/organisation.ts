import type { SiteName } from './calendar.js';

/** A team of the demo company: what it works on and how. */
export interface DemoTeam {
  readonly name: string;
  /** Which of the four directors it belongs to. */
  readonly group: 0 | 1 | 2 | 3;
  /** Where most of its people sit, and the others. */
  readonly sites: readonly [SiteName, SiteName];
  /** Its repositories, the one it works on most first. */
  readonly repositories: readonly string[];
  /** Days between two pull requests of one developer, on average. */
  readonly pauseDays: number;
  /** Hours a pull request waits for review at the beginning and at the end of the history. */
  readonly reviewHours: readonly [number, number];
  /** Whole tag names that are its releases; if absent, tags that look like versions. */
  readonly releasePattern?: string;
  /** True where its settings are saved on the node above, for all teams below that have none of their own. */
  readonly inherits?: boolean;
}

/** How changes come into `main`. */
type MergeStyle = 'GITHUB_MERGE' | 'GITLAB_MERGE' | 'SQUASH' | 'DIRECT';
export type Cadence = 'WORKDAYS' | 'TWICE_A_WEEK' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY';

export interface DemoRepository {
  readonly name: string;
  readonly style: MergeStyle;
  readonly cadence: Cadence;
  /** Prefixes of its tags: several where several products are released from it. */
  readonly tagPrefixes: readonly string[];
  readonly annotatedTags: boolean;
  readonly folders: readonly string[];
  readonly extension: string;
  /** Words that its pull requests are about. */
  readonly topics: readonly string[];
  readonly bot: 'DEPENDABOT' | 'RENOVATE' | null;
}

const serviceFolders = ['src/api', 'src/domain', 'src/storage', 'test', 'docs'];
const service = (name: string, style: MergeStyle, cadence: Cadence, topics: readonly string[]) =>
  ({
    name,
    style,
    cadence,
    tagPrefixes: ['v'],
    annotatedTags: false,
    folders: serviceFolders,
    extension: 'ts',
    topics,
    bot: 'DEPENDABOT',
  }) as const satisfies DemoRepository;

export const repositories: readonly DemoRepository[] = [
  service('checkout-service', 'GITHUB_MERGE', 'TWICE_A_WEEK', [
    'cart totals',
    'vouchers',
    'guest checkout',
    'address form',
    'order limits',
  ]),
  service('payments-service', 'GITHUB_MERGE', 'WEEKLY', [
    'card retries',
    'refunds',
    'settlement files',
    'fraud rules',
    'SEPA mandates',
  ]),
  service('catalog-service', 'SQUASH', 'WORKDAYS', [
    'search ranking',
    'price history',
    'stock levels',
    'category tree',
    'image sizes',
  ]),
  {
    ...service('web-shop', 'GITHUB_MERGE', 'TWICE_A_WEEK', [
      'product page',
      'filters',
      'wish list',
      'cookie banner',
      'loading states',
    ]),
    folders: ['app/pages', 'app/components', 'app/styles', 'lib', 'test'],
    extension: 'tsx',
    bot: 'RENOVATE',
  },
  {
    ...service('mobile-app', 'GITLAB_MERGE', 'MONTHLY', [
      'push messages',
      'offline basket',
      'biometric login',
      'barcode scanner',
      'deep links',
    ]),
    annotatedTags: true,
    folders: ['ios/Sources', 'android/app', 'shared/model', 'shared/ui'],
    extension: 'kt',
    bot: null,
  },
  {
    ...service('platform', 'GITLAB_MERGE', 'WEEKLY', [
      'cluster upgrades',
      'build cache',
      'alert rules',
      'secrets rotation',
      'log retention',
    ]),
    annotatedTags: true,
    folders: ['terraform', 'charts', 'pipelines', 'tools'],
    extension: 'yaml',
    bot: 'RENOVATE',
  },
  {
    ...service('backoffice', 'GITHUB_MERGE', 'TWICE_A_WEEK', [
      'invoice layout',
      'VAT export',
      'report schedule',
      'supplier import',
      'role rights',
    ]),
    tagPrefixes: ['billing/v', 'reporting/v', 'partners/v'],
    folders: ['apps/billing', 'apps/reporting', 'apps/partners', 'libs/forms', 'libs/tables'],
  },
  {
    ...service('warehouse-erp', 'DIRECT', 'QUARTERLY', [
      'pick lists',
      'label printer',
      'stock count',
    ]),
    annotatedTags: true,
    folders: ['modules/stock', 'modules/print'],
    extension: 'java',
    bot: null,
  },
];

const team = (
  name: string,
  group: DemoTeam['group'],
  sites: DemoTeam['sites'],
  repositoriesOfTeam: DemoTeam['repositories'],
  pauseDays: number,
  reviewHours: DemoTeam['reviewHours'],
  more: Pick<DemoTeam, 'releasePattern' | 'inherits'> = {},
): DemoTeam => ({
  name,
  group,
  sites,
  pauseDays,
  reviewHours,
  repositories: repositoriesOfTeam,
  ...more,
});

export const teams: readonly DemoTeam[] = [
  team('Checkout', 0, ['berlin', 'london'], ['checkout-service'], 4, [14, 6]),
  team('Payments', 0, ['london', 'berlin'], ['payments-service', 'checkout-service'], 5, [30, 34]),
  team('Fraud', 0, ['berlin', 'newYork'], ['payments-service'], 6, [40, 22]),
  team('Catalogue', 1, ['bengaluru', 'berlin'], ['catalog-service'], 4, [9, 5]),
  team('Web Storefront', 1, ['saoPaulo', 'newYork'], ['web-shop'], 4, [26, 9]),
  team('Web Growth', 1, ['newYork', 'saoPaulo'], ['web-shop', 'catalog-service'], 5, [18, 18]),
  team('Mobile', 2, ['bengaluru', 'london'], ['mobile-app'], 4, [36, 44]),
  team('Platform', 2, ['berlin', 'bengaluru'], ['platform'], 5, [12, 10], { inherits: true }),
  team('Developer Experience', 2, ['london', 'newYork'], ['platform', 'backoffice'], 5, [10, 7]),
  team('Billing', 3, ['berlin', 'london'], ['backoffice'], 5, [28, 20], {
    releasePattern: '^billing/v\\d+\\.\\d+\\.\\d+$',
  }),
  team('Reporting', 3, ['bengaluru', 'saoPaulo'], ['backoffice'], 5, [20, 26], {
    releasePattern: '^reporting/v\\d+\\.\\d+\\.\\d+$',
  }),
  team('Warehouse', 3, ['berlin', 'berlin'], ['warehouse-erp'], 55, [4, 4]),
];
