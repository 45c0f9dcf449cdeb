import type { EnvironmentType, RunKind, RunStatus } from '../facts/delivery.js';
import type { StatusCategory } from '../facts/work.js';
import type { Instant } from '../time.js';
import type { MetricInputBase, Traits } from './input-base.js';

/** How the deployment that an incident blames was found: its tool names it, else it is the last of the same service or repository. */
export type BlameRule = 'EXPLICIT' | 'SERVICE' | 'REPOSITORY';

/** The deployment that an incident blames. */
export interface Blame {
  readonly run: number;
  readonly endedAt: Instant;
  readonly rule: BlameRule;
}

/** What somebody said of a deployment by hand. */
export type DeploymentMark = 'FAILED' | 'REPAIR' | 'NOT_A_DEPLOYMENT';

interface Accusing {
  /** Number of the incident or of the work item. */
  readonly incident: number;
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  /** Those of the incident, or of the work item: which are a team's its filters say. */
  readonly traits: Traits;
  readonly rule: BlameRule;
}
/** An incident of the incident tool that blames a deployment. */
export interface BlamingIncident extends Accusing {
  readonly source: 'INCIDENT_MANAGEMENT';
  readonly status: string;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
}
/** A work item that blames a deployment, since some team takes it for an incident. */
export interface BlamingItem extends Accusing {
  readonly source: 'ISSUE_MANAGEMENT';
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly resolution: string | null;
}
export type Blaming = BlamingIncident | BlamingItem;

/** A deployment with whatever blames it, by the rules of any team. */
export interface BlamedDeployment {
  readonly run: number;
  readonly endedAt: Instant;
  readonly mark: DeploymentMark | null;
  readonly blamedBy: readonly Blaming[];
}

/** One run of a pipeline: of its attempts the last. `ownAt` = `endedAt`, else `startedAt`, else when it was told. */
export interface RunInput extends MetricInputBase {
  /** Number of the pipeline. */
  readonly pipeline: number;
  /** Number of the service, of several the first by name. */
  readonly service: number | null;
  /** Numbers of all its services, in the order of their names. */
  readonly services: readonly number[];
  readonly kinds: readonly RunKind[];
  readonly status: RunStatus;
  readonly rollback: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly environmentType: EnvironmentType | null;
  /** `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`, `status` (the tool's word), `rollback`. */
  readonly traits: Traits;
  /** Whatever blames it, of whichever tool and by the rules of any team, in the order of their creation. */
  readonly blamedBy: readonly Blaming[];
  /** End of the next successful deployment of the same stream. */
  readonly nextSuccessAt: Instant | null;
  /** An incident names it as its fix. */
  readonly repairs: boolean;
  /** The deployments that had shipped what it takes back. */
  readonly takesBack: readonly BlamedDeployment[];
  readonly mark: DeploymentMark | null;
  /** True where a run below it deploys to an environment, or a service, of its own. */
  readonly deploysBelow?: boolean;
  /** Its own traits where it lies below another run and names no environment: a deployment of the teams whose scope names its pipeline. */
  readonly scoped?: Traits | null;
  /** Those of such runs below it. */
  readonly scopedBelow?: readonly Traits[];
}

/** `ownAt` = `createdAt`. */
export interface IncidentInput extends MetricInputBase {
  readonly service: number | null;
  readonly status: string;
  readonly createdAt: Instant;
  /** When the tool last changed anything of it. */
  readonly updatedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** `group`, `priority`, `severity`, `service`, `urgency`, `status`, `field:<name>`. */
  readonly traits: Traits;
  readonly blames: Blame | null;
}

/** `ownAt` = `createdAt`. */
export interface ChangeRequestInput extends MetricInputBase {
  readonly service: number | null;
  readonly status: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly traits: Traits;
}
