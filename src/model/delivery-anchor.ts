import type { Anchor, Traits } from './anchor-base.js';
import type { EnvironmentType, RunKind, RunStatus } from './delivery.js';
import type { Instant } from './time.js';

/** An incident that blames a deployment, or a deployment that an incident blames. */
export type BlameRule = 'EXPLICIT' | 'SERVICE' | 'REPOSITORY';

/** The deployment that an incident blames. */
export interface Blame {
  readonly run: number;
  readonly endedAt: Instant;
  readonly rule: BlameRule;
}

/** What somebody said of a deployment by hand. */
export type DeploymentMark = 'FAILED' | 'REPAIR' | 'NOT_A_DEPLOYMENT';

/** One run of a pipeline: of its attempts the last. `ownAt` = `endedAt`, else `startedAt`, else when it was told. */
export interface RunAnchor extends Anchor {
  /** Number of the pipeline. */
  readonly pipeline: number;
  /** Number of the service, of several the first by name. */
  readonly service: number | null;
  readonly kinds: readonly RunKind[];
  readonly status: RunStatus;
  readonly rollback: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly environmentType: EnvironmentType | null;
  /** `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`, `status` (the tool's word), `rollback`. */
  readonly traits: Traits;
  /** Incidents that blame it. */
  readonly blamedBy: readonly {
    readonly incident: number;
    readonly createdAt: Instant;
    readonly resolvedAt: Instant | null;
    readonly rule: BlameRule;
  }[];
  /** End of the next successful deployment of the same stream. */
  readonly nextSuccessAt: Instant | null;
  /** It mends: an incident names it as its fix, or it holds a revert of what a blamed deployment shipped. */
  readonly repairs: boolean;
  readonly mark: DeploymentMark | null;
}

/** `ownAt` = `createdAt`. */
export interface IncidentAnchor extends Anchor {
  readonly service: number | null;
  readonly status: string;
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** `group`, `priority`, `severity`, `service`, `urgency`, `status`, `field:<name>`. */
  readonly traits: Traits;
  readonly blames: Blame | null;
}

/** `ownAt` = `createdAt`. */
export interface ChangeRequestAnchor extends Anchor {
  readonly service: number | null;
  readonly status: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly traits: Traits;
}
