/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** One thing that a key may be allowed to do. */
export type Action =
  /** Change the account itself. */
  | 'EDIT_ACCOUNT'
  /** Change developers, org trees and profiles. */
  | 'EDIT_DIRECTORY'
  /** Say which developer a person of a tool is. */
  | 'EDIT_IDENTITIES'
  /** Connect and remove sources. */
  | 'EDIT_INTEGRATIONS'
  /** Make and revoke keys. */
  | 'EDIT_KEYS'
  /** Save the settings of teams. */
  | 'EDIT_TEAM'
  /** See the names of developers. */
  | 'READ_DEVELOPERS'
  /** See org trees, teams and profiles. */
  | 'READ_DIRECTORY'
  /** Ask for insights. */
  | 'READ_INSIGHTS'
  /** See where facts come from and how that goes. */
  | 'READ_INTEGRATIONS'
  /** Bring facts in. */
  | 'SYNC';

/** How far a number can be relied on. */
export type DataStatus =
  /** Everything that belongs to the range is known. */
  | 'FULL'
  /** Settings or profile lack what the metric needs. */
  | 'NOT_CONFIGURED'
  /** Nothing was observed. */
  | 'NO_DATA'
  /** Sources begin after the range does, or have not been synced of late. */
  | 'PARTIAL';

/** Which time is asked about: exactly one of the fields. */
export type DateRangeInput =
  {   /** From one day to another. */
  readonly dates: LocalDatesInput; readonly last?: never; readonly preset?: never; }
  |  { readonly dates?: never;   /** The last days, weeks, months, quarters. */
  readonly last: LastInput; readonly preset?: never; }
  |  { readonly dates?: never; readonly last?: never;   /** A range by its common name. */
  readonly preset: RangePreset; };

/** By how many developers a number per developer is divided. */
export type Denominator =
  /** By those of whom something was observed. */
  | 'CONTRIBUTING'
  /** By all who are in the team. */
  | 'ROSTER';

/** What counts as a deployment. */
export type DeploymentSource =
  /** Change requests of a service desk. */
  | 'CHANGE_REQUESTS'
  /** Runs of a delivery tool. */
  | 'CONTINUOUS_DEPLOYMENT'
  /** Releases of an issue tracker. */
  | 'ISSUE_MANAGEMENT_RELEASES'
  /** Merged pull requests. */
  | 'PULL_REQUEST_MERGES'
  /** Tags that match the pattern of the team. */
  | 'SOURCE_CODE_RELEASES';

/** Which way is better. */
export type Direction =
  /** The more the better. */
  | 'HIGHER'
  /** The less the better. */
  | 'LOWER';

/** What lead time is made of. */
export type EfficiencyPreset =
  /** Planning, coding, review, build and deployment; needs issue management. */
  | 'FIVE_PHASES'
  /** One phase, from the first commit to the release. */
  | 'SOURCE_CODE';

/** Why a row is not in a number. */
export type ExclusionReason =
  /** Its author date lies before 1980. */
  | 'AUTHORED_BEFORE_1980'
  /** Its author date lay more than a day ahead when it was read. */
  | 'AUTHORED_IN_FUTURE'
  /** The first release that contains it has no known predecessor to measure from. */
  | 'BASELINE'
  /** A bot did it. */
  | 'BOT'
  /** Its lines are not known, as in a shallow or partial clone. */
  | 'LINES_UNKNOWN'
  /** It is a merge commit. */
  | 'MERGE_COMMIT'
  /** No release contains it yet. */
  | 'NOT_RELEASED'
  /** It changes no lines. */
  | 'NO_LINES'
  /** It ended before it began. */
  | 'OUT_OF_ORDER';

/** How a value is compared: without case and outer spaces. */
export type FilterOperator =
  /** It contains one of the values. */
  | 'CONTAINS'
  /** It contains none of the values. */
  | 'DOES_NOT_CONTAIN'
  /** It ends with one of the values. */
  | 'ENDS_WITH'
  /** It is one of the values. */
  | 'EQUALS'
  /** It is none of the values. */
  | 'NOT_EQUALS'
  /** It begins with one of the values. */
  | 'STARTS_WITH';

/** What a provider can feed. */
export type IntegrationCategory =
  /** Deployments. */
  | 'CONTINUOUS_DEPLOYMENT'
  /** Builds and tests. */
  | 'CONTINUOUS_INTEGRATION'
  /** Incidents and their ends. */
  | 'INCIDENT_MANAGEMENT'
  /** Work items and sprints. */
  | 'ISSUE_MANAGEMENT'
  /** Repositories, commits, pull requests. */
  | 'SOURCE_CODE_MANAGEMENT';

/** The unit that runs now and the count - 1 units before it. */
export type LastInput = {
  /** How many units, at least 1. */
  readonly count: number;
  /** The unit. */
  readonly unit: RangeUnit;
};

/** Days of the calendar, both included. */
export type LocalDatesInput = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** A metric of the catalogue; new ones are added over time. */
export type MetricId =
  /** Code rework. Share of the changed lines that replace lines of the same file, per change of the default branch. Rework is recent where the file was last changed within the window that the profile sets, else legacy. Bots do not count. */
  | 'CODE_REWORK'
  /** Coding days per developer. Distinct local days on which a developer authored a commit on any branch or tag, per developer and unit of time. Merge commits and bots do not count. */
  | 'CODING_DAYS_PER_DEVELOPER'
  /** Deployment frequency. How often the team ships. Where the profile names releases as its source, each release counts: a tag whose whole name matches the pattern of the team, tags on one commit being one. */
  | 'DEPLOYMENT_FREQUENCY'
  /** Lead time for changes. Time from the first commit of a change to the first release that contains it. A change is a step of the default branch, and belongs to the day of its release. Changes of the first release are left out, since nobody knows when the one before was. */
  | 'LEAD_TIME_FOR_CHANGES';

/** What a profile sets rules for. */
export type ProfileKind =
  /** What effort is spent on. */
  | 'BUSINESS_ALIGNMENT'
  /** Delivery: lead time, deployments, failures. */
  | 'EFFICIENCY'
  /** Work: coding days, pull requests, rework. */
  | 'PRODUCTIVITY';

/** A tool that facts come from; new ones are added over time. */
export type ProviderId =
  /** Git repository. The history of a git repository: a folder on this machine, or a URL that git can clone. */
  | 'GIT';

/** A range by its common name. */
export type RangePreset =
  /** The running week and the three before it. */
  | 'LAST_4_WEEKS'
  /** The last whole month. */
  | 'LAST_MONTH'
  /** The last whole quarter. */
  | 'LAST_QUARTER';

/** A unit of a relative range. */
export type RangeUnit =
  /** Local days. */
  | 'DAY'
  /** Calendar months. */
  | 'MONTH'
  /** Calendar quarters. */
  | 'QUARTER'
  /** ISO weeks. */
  | 'WEEK';

/** What a key may do. */
export type Role =
  /** Everything within the account. */
  | 'ADMIN'
  /** Bring facts in, and see how that goes. */
  | 'INGESTION'
  /** Read, edit what teams are made of, and say which developer a person of a tool is. */
  | 'MANAGER'
  /** Read insights and the directory. */
  | 'VIEWER';

/** Where a metric is heading, judged by which direction is better for it. */
export type TrendDirection =
  /** It gets better. */
  | 'IMPROVING'
  /** It gets worse. */
  | 'REGRESSING'
  /** It stays as it is. */
  | 'STABLE';

/** What values count. */
export type Unit =
  /** A number of things. */
  | 'COUNT'
  /** Days per developer and unit of the granularity. */
  | 'DAYS_PER_DEVELOPER'
  /** Time: seconds, and ISO 8601 beside. */
  | 'DURATION'
  /** A share, 0 to 1. */
  | 'RATIO';

/** Why an update was pushed. */
export type UpdateReason =
  /** Facts behind the number changed. */
  | 'CHANGED'
  /** The org tree or its people changed. */
  | 'DIRECTORY'
  /** Something changed while you were away. */
  | 'REPLAY'
  /** You were away for longer than changes are kept; take this answer as it is. */
  | 'RESYNC'
  /** Settings, profile or calendar changed. */
  | 'RULES'
  /** A relative range moved on at midnight. */
  | 'WINDOW_MOVED';

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { readonly viewer: { readonly name: string, readonly role: Role, readonly permissions: ReadonlyArray<Action>, readonly account: { readonly name: string, readonly timeZone: string } } };

export type WhatCanBeMeasuredQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatCanBeMeasuredQuery = { readonly metrics: ReadonlyArray<{ readonly id: MetricId, readonly title: string, readonly description: string, readonly formula: string, readonly unit: Unit, readonly better: Direction, readonly profile: ProfileKind }>, readonly providers: ReadonlyArray<{ readonly id: ProviderId, readonly title: string, readonly description: string, readonly categories: ReadonlyArray<IntegrationCategory>, readonly settings: ReadonlyArray<{ readonly key: string, readonly label: string, readonly help: string, readonly required: boolean, readonly secret: boolean }> }> };

export type HowAreWeDoingQueryVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
}>;


export type HowAreWeDoingQuery = { readonly insights: ReadonlyArray<{ readonly unit: Unit, readonly dataStatus: DataStatus, readonly recalculating: boolean, readonly asOf: string, readonly sequence: string, readonly metric: { readonly id: MetricId, readonly title: string }, readonly range: { readonly from: string, readonly to: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly previous: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly change: { readonly absolute: number, readonly relative: number | null, readonly isImprovement: boolean | null } | null, readonly distribution: { readonly mean: number, readonly median: number, readonly p75: number, readonly p90: number, readonly p95: number, readonly min: number, readonly max: number, readonly sampleSize: number } | null, readonly series: ReadonlyArray<{ readonly from: string, readonly to: string, readonly partial: boolean, readonly value: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }>, readonly trend: { readonly slope: number, readonly direction: TrendDirection } | null }> };

export type NumberFragment = { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus };

export type WhereDoesItComeFromQueryVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
}>;


export type WhereDoesItComeFromQuery = { readonly insights: ReadonlyArray<{ readonly metric: { readonly id: MetricId }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly nodes: ReadonlyArray<{ readonly label: string, readonly node: { readonly id: string, readonly team: string | null, readonly path: string } | null, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly series: ReadonlyArray<{ readonly from: string, readonly value: { readonly value: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> }>, readonly repositories: ReadonlyArray<{ readonly repository: string | null, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> }> };

export type WhichRowsAreBehindItQueryVariables = Exact<{
  path: string;
  metric: MetricId;
  range: DateRangeInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WhichRowsAreBehindItQuery = { readonly insights: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly records: { readonly totalCount: number | null, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<
        | { readonly sha: string | null, readonly pullRequest: number | null, readonly firstCommitAt: string | null, readonly firstCommitUnknown: boolean, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly release: { readonly name: string, readonly at: string } | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly sha: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly sha: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
      > }, readonly explanation: { readonly formula: string, readonly notes: ReadonlyArray<string>, readonly counted: number, readonly excluded: ReadonlyArray<{ readonly reason: ExclusionReason, readonly count: number }>, readonly rules: ReadonlyArray<{ readonly teamName: string, readonly filters: ReadonlyArray<string>, readonly profile: { readonly name: string, readonly version: number } }> } }> };

export type WhoWorksHowOftenQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type WhoWorksHowOftenQuery = { readonly insights: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly numerator: number | null, readonly denominator: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly developer: { readonly id: string, readonly label: string, readonly developer: { readonly name: string } | null } | null, readonly value: { readonly value: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> }> };

export type HowAreWeOrganisedQueryVariables = Exact<{ [key: string]: never; }>;


export type HowAreWeOrganisedQuery = { readonly orgTrees: ReadonlyArray<{ readonly id: string, readonly name: string, readonly version: number, readonly profiles: { readonly efficiency: { readonly name: string, readonly version: number, readonly preset: EfficiencyPreset, readonly deploymentSource: DeploymentSource }, readonly productivity: { readonly name: string, readonly version: number, readonly denominator: Denominator } } }>, readonly teams: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly developerCount: number, readonly node: { readonly id: string, readonly path: string }, readonly settings: { readonly releasePattern: string, readonly savedOn: string | null, readonly repositories: ReadonlyArray<{ readonly operator: FilterOperator, readonly values: ReadonlyArray<string> }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TellMeWhenItChangesSubscriptionVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
  after?: string | null | undefined;
}>;


export type TellMeWhenItChangesSubscription = { readonly insightUpdated: { readonly sequence: string, readonly occurredAt: string, readonly reason: UpdateReason, readonly previousValue: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus } | null, readonly insight: { readonly recalculating: boolean, readonly metric: { readonly id: MetricId, readonly title: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } } } };


export type TypedDocument<Result, Variables> = string & {
  readonly __apiType?: (variables: Variables) => Result;
};
/** What a document answers. */
export type ResultOf<Document> = Document extends TypedDocument<infer Result, never> ? Result : never;
/** What a document must be given. */
export type VariablesOf<Document> = Document extends TypedDocument<unknown, infer Variables> ? Variables : never;

/** The documents of schema/operations, by name. */
export const documents = {
  WhoAmI: "query WhoAmI {\n  viewer {\n    name\n    role\n    permissions\n    account {\n      name\n      timeZone\n    }\n  }\n}" as TypedDocument<WhoAmIQuery, WhoAmIQueryVariables>,
  WhatCanBeMeasured: "query WhatCanBeMeasured {\n  metrics {\n    id\n    title\n    description\n    formula\n    unit\n    better\n    profile\n  }\n  providers {\n    id\n    title\n    description\n    categories\n    settings {\n      key\n      label\n      help\n      required\n      secret\n    }\n  }\n}" as TypedDocument<WhatCanBeMeasuredQuery, WhatCanBeMeasuredQueryVariables>,
  HowAreWeDoing: "query HowAreWeDoing($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    granularity: WEEK\n  ) {\n    metric {\n      id\n      title\n    }\n    unit\n    range {\n      from\n      to\n    }\n    headline {\n      ...Number\n    }\n    previous {\n      ...Number\n    }\n    change {\n      absolute\n      relative\n      isImprovement\n    }\n    distribution {\n      mean\n      median\n      p75\n      p90\n      p95\n      min\n      max\n      sampleSize\n    }\n    series {\n      from\n      to\n      partial\n      value {\n        ...Number\n      }\n    }\n    trend {\n      slope\n      direction\n    }\n    dataStatus\n    recalculating\n    asOf\n    sequence\n  }\n}\n\nfragment Number on MetricValue {\n  value\n  duration\n  rate\n  sampleSize\n  dataStatus\n}" as TypedDocument<HowAreWeDoingQuery, HowAreWeDoingQueryVariables>,
  WhereDoesItComeFrom: "query WhereDoesItComeFrom($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    granularity: MONTH\n  ) {\n    metric {\n      id\n    }\n    headline {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    nodes: breakdown(by: CHILD) {\n      label\n      node {\n        id\n        team\n        path\n      }\n      value {\n        value\n        duration\n        sampleSize\n        dataStatus\n      }\n      series {\n        from\n        value {\n          value\n          sampleSize\n          dataStatus\n        }\n      }\n    }\n    repositories: breakdown(by: REPOSITORY) {\n      repository\n      value {\n        value\n        duration\n        sampleSize\n        dataStatus\n      }\n    }\n  }\n}" as TypedDocument<WhereDoesItComeFromQuery, WhereDoesItComeFromQueryVariables>,
  WhichRowsAreBehindIt: "query WhichRowsAreBehindIt($path: String!, $metric: MetricId!, $range: DateRangeInput!, $first: Int = 20, $after: Cursor) {\n  insights(scope: {path: $path}, metrics: [$metric], range: $range) {\n    headline {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    records(\n      first: $first\n      after: $after\n      orderBy: VALUE_DESCENDING\n      includeExcluded: true\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        subject\n        at\n        value\n        duration\n        title\n        repository\n        url\n        excluded\n        developer {\n          id\n          label\n        }\n        ... on ChangeRecord {\n          sha\n          pullRequest\n          firstCommitAt\n          firstCommitUnknown\n          release {\n            name\n            at\n          }\n        }\n        ... on CommitRecord {\n          sha\n        }\n        ... on ReleaseRecord {\n          sha\n        }\n      }\n    }\n    explanation {\n      formula\n      notes\n      counted\n      excluded {\n        reason\n        count\n      }\n      rules {\n        teamName\n        profile {\n          name\n          version\n        }\n        filters\n      }\n    }\n  }\n}" as TypedDocument<WhichRowsAreBehindItQuery, WhichRowsAreBehindItQueryVariables>,
  WhoWorksHowOften: "query WhoWorksHowOften($path: String!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: [CODING_DAYS_PER_DEVELOPER]\n    range: $range\n  ) {\n    headline {\n      value\n      numerator\n      denominator\n      sampleSize\n      dataStatus\n    }\n    breakdown(by: DEVELOPER) {\n      label\n      developer {\n        id\n        label\n        developer {\n          name\n        }\n      }\n      value {\n        value\n        sampleSize\n        dataStatus\n      }\n    }\n  }\n}" as TypedDocument<WhoWorksHowOftenQuery, WhoWorksHowOftenQueryVariables>,
  HowAreWeOrganised: "query HowAreWeOrganised {\n  orgTrees {\n    id\n    name\n    version\n    profiles {\n      efficiency {\n        name\n        version\n        preset\n        deploymentSource\n      }\n      productivity {\n        name\n        version\n        denominator\n      }\n    }\n  }\n  teams(first: 50) {\n    nodes {\n      id\n      name\n      developerCount\n      node {\n        id\n        path\n      }\n      settings {\n        repositories {\n          operator\n          values\n        }\n        releasePattern\n        savedOn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}" as TypedDocument<HowAreWeOrganisedQuery, HowAreWeOrganisedQueryVariables>,
  TellMeWhenItChanges: "subscription TellMeWhenItChanges($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!, $after: String) {\n  insightUpdated(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    after: $after\n  ) {\n    sequence\n    occurredAt\n    reason\n    previousValue {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    insight {\n      metric {\n        id\n        title\n      }\n      headline {\n        value\n        duration\n        rate\n        sampleSize\n        dataStatus\n      }\n      recalculating\n    }\n  }\n}" as TypedDocument<TellMeWhenItChangesSubscription, TellMeWhenItChangesSubscriptionVariables>,
} as const;
