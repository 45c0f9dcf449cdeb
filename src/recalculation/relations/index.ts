import { inDependencyOrder } from './apply-relation.js';
import { blames } from './blames.js';
import { builds } from './builds.js';
import { changedCode } from './changed-code.js';
import { changedCommits } from './changed-commits.js';
import { deliveredCode } from './delivered-code.js';
import { deliveries } from './deliveries.js';
import { effectiveRuns, runLinks } from './effective-runs.js';
import { firstDeployments } from './first-deployments.js';
import { firstReleasesOfPullRequests } from './first-releases-of-pull-requests.js';
import { identities } from './identities.js';
import { itemChanges } from './item-changes.js';
import { itemIncidents } from './item-incidents.js';
import { itemRoots } from './item-roots.js';
import { itemWork } from './item-work.js';
import { line } from './line.js';
import { lineFiles } from './line-files.js';
import { movedCode } from './moved-code.js';
import { nextDeployments } from './next-deployments.js';
import { production } from './production.js';
import { pullRequestFiles } from './pull-request-files.js';
import { references } from './references.js';
import { firstReleases, releases } from './releases.js';
import { repairs } from './repairs.js';
import { graphs, histories, reviewed } from './repository-traits.js';
import { reverts } from './reverts.js';
import { unknownCommits } from './unknown-commits.js';

/** Every relation there is, each after those that it reads. A new one is a file beside these and a line here. */
export const relations = inDependencyOrder([
  identities,
  line,
  lineFiles,
  histories,
  changedCommits,
  graphs,
  releases,
  firstReleases,
  firstReleasesOfPullRequests,
  references,
  reviewed,
  itemRoots,
  itemWork,
  itemChanges,
  itemIncidents,
  effectiveRuns,
  runLinks,
  changedCode,
  unknownCommits,
  deliveries,
  deliveredCode,
  production,
  nextDeployments,
  movedCode,
  pullRequestFiles,
  firstDeployments,
  builds,
  blames,
  reverts,
  repairs,
]);
