export type ProfileKind = 'EFFICIENCY' | 'PRODUCTIVITY' | 'BUSINESS_ALIGNMENT';

export type EventSource =
  | 'ISSUE_MANAGEMENT'
  | 'SOURCE_CODE_MANAGEMENT'
  | 'CONTINUOUS_INTEGRATION'
  | 'CONTINUOUS_DEPLOYMENT';
/** What starts or ends a phase of lead time; `RELEASED` is the release or deployment a change rides in. */
export type PhaseEvent =
  | 'TICKET_CREATED'
  | 'TICKET_TO_DO'
  | 'TICKET_IN_PROGRESS'
  | 'TICKET_DONE'
  | 'FIRST_COMMIT_CREATED'
  | 'LAST_COMMIT_CREATED'
  | 'FIRST_PR_CREATED'
  | 'LAST_PR_CREATED'
  | 'FIRST_PR_COMMENT'
  | 'LAST_PR_COMMENT'
  | 'FIRST_PR_APPROVAL'
  | 'LAST_PR_APPROVAL'
  | 'FIRST_PR_MERGED'
  | 'LAST_PR_MERGED'
  | 'FIRST_CI_EXECUTION'
  | 'LAST_CI_EXECUTION'
  | 'FIRST_CD_EXECUTION'
  | 'LAST_CD_EXECUTION'
  | 'RELEASED';
export type PhaseKey =
  | 'PLANNING'
  | 'CODING'
  | 'REVIEW'
  | 'BUILD'
  | 'DEPLOYMENT'
  | 'COMMIT_TO_RELEASE';
export interface Phase {
  readonly key: PhaseKey;
  readonly enabled: boolean;
  readonly start: { readonly source: EventSource; readonly event: PhaseEvent };
  readonly end: { readonly source: EventSource; readonly event: PhaseEvent };
}

export type EfficiencyPreset = 'SOURCE_CODE' | 'FIVE_PHASES';
export type WorkScope = 'ALL_COMPLETED_WORK' | 'ONLY_DEPLOYED_WORK';
export type WorkflowOrder = 'ENFORCE' | 'ALLOW_EXCEPTIONS';
export type DeploymentSource =
  | 'CONTINUOUS_DEPLOYMENT'
  | 'ISSUE_MANAGEMENT_RELEASES'
  | 'PULL_REQUEST_MERGES'
  | 'CHANGE_REQUESTS'
  | 'SOURCE_CODE_RELEASES';

export interface EfficiencyConfig {
  readonly preset: EfficiencyPreset;
  readonly leadTime: {
    readonly phases: readonly Phase[];
    readonly workScope: WorkScope;
    readonly workflowOrder: WorkflowOrder;
  };
  readonly deploymentFrequency: { readonly source: DeploymentSource };
}

/** `ROSTER`: members and shared developers; `CONTRIBUTING`: those observed in the bucket. */
export type Denominator = 'ROSTER' | 'CONTRIBUTING';
export interface ProductivityConfig {
  readonly denominator: Denominator;
  /** Lines; SMALL is below the first, LARGE above the second. */
  readonly prSize: { readonly small: number; readonly medium: number };
  /** Rework of code younger than this many days is recent, of older code legacy. */
  readonly codeRework: { readonly recentWindowDays: number };
}

/** Filled by an issue of its own; kept here so that its table and its place in a tree are final. */
export interface BusinessAlignmentConfig {
  readonly categories: readonly { readonly name: string; readonly rank: number }[];
}

export interface ProfileConfigOf {
  readonly EFFICIENCY: EfficiencyConfig;
  readonly PRODUCTIVITY: ProductivityConfig;
  readonly BUSINESS_ALIGNMENT: BusinessAlignmentConfig;
}

export interface Profile<Kind extends ProfileKind = ProfileKind> {
  readonly number: number;
  readonly kind: Kind;
  readonly name: string;
  readonly description: string | null;
  readonly version: number;
  readonly config: ProfileConfigOf[Kind];
}

/** One phase, first commit to release: what a plain git history can tell. */
export const sourceCodePreset: EfficiencyConfig = {
  preset: 'SOURCE_CODE',
  leadTime: {
    phases: [
      {
        key: 'COMMIT_TO_RELEASE',
        enabled: true,
        start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_COMMIT_CREATED' },
        end: { source: 'SOURCE_CODE_MANAGEMENT', event: 'RELEASED' },
      },
    ],
    workScope: 'ONLY_DEPLOYED_WORK',
    workflowOrder: 'ENFORCE',
  },
  deploymentFrequency: { source: 'SOURCE_CODE_RELEASES' },
};

export const defaultProductivity: ProductivityConfig = {
  denominator: 'ROSTER',
  prSize: { small: 10, medium: 100 },
  codeRework: { recentWindowDays: 30 },
};
