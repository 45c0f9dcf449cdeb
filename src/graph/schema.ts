import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import {
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchema } from 'type-graphql';
import { AccountResolver } from './account/account.resolver.js';
import { ApiKeyResolver } from './api-key/api-key.resolver.js';
import { CatalogueResolver } from './catalogue/catalogue.resolver.js';
import { MetricDefinitionResolver } from './catalogue/metric-definition.resolver.js';
import { DeveloperResolver } from './developer/developer.resolver.js';
import { DeveloperImportResolver } from './developer/developer-import.resolver.js';
import { IdentityResolver } from './developer/identity.resolver.js';
import { ExportResolver } from './export/export.resolver.js';
import { IngestFactsResolver } from './facts/ingest-facts.resolver.js';
import { MarkDeploymentResolver } from './facts/mark-deployment.resolver.js';
import { guardInputs } from './guard-inputs.js';
import { guardOutputs } from './guard-outputs.js';
import { InboxResolver } from './inbox/inbox.resolver.js';
import { BucketResolver } from './insight/bucket.resolver.js';
import { InsightResolver } from './insight/insight.resolver.js';
import { InsightSubscription } from './insight/insight.subscription.js';
import { InsightDetailResolver } from './insight/insight-detail.resolver.js';
import { MetricValueResolver } from './insight/metric-value.resolver.js';
import { RatingResolver } from './insight/rating/rating.resolver.js';
import { codeRecordTypes } from './insight/record/code-record.type.js';
import { deliveryRecordTypes } from './insight/record/delivery-record.type.js';
import { workRecordTypes } from './insight/record/work-record.type.js';

import { IntegrationResolver } from './integration/integration.resolver.js';
import { IntegrationSubscription } from './integration/integration.subscription.js';
import { IntegrationChangeResolver } from './integration/integration-change.resolver.js';
import { VendorQuestionResolver } from './integration/vendor-question.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { encodeNodeId } from './node-id.js';
import { OrgNodeResolver } from './org-tree/org-node.resolver.js';
import { OrgTreeResolver } from './org-tree/org-tree.resolver.js';
import { PipelineResolver } from './pipeline/pipeline.resolver.js';
import { ProfileResolver } from './profile/profile.resolver.js';
import { RepositoryResolver } from './repository/repository.resolver.js';
import { ServiceResolver } from './service/service.resolver.js';
import {
  SetAsideOfIntegrationResolver,
  SetAsideOfTeamResolver,
} from './set-aside/set-aside.resolver.js';
import { DeploymentPreviewResolver } from './team/deployment-preview.resolver.js';
import { FilterPreviewResolver } from './team/filter-preview.resolver.js';
import { TeamResolver } from './team/team.resolver.js';
import { TeamSettingsResolver } from './team/team-settings.resolver.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';

/** Every resolver, one line per class. */
const resolvers = [
  NodeResolver,
  CatalogueResolver,
  MetricDefinitionResolver,
  ViewerResolver,
  InsightResolver,
  InsightDetailResolver,
  InsightSubscription,
  BucketResolver,
  MetricValueResolver,
  RatingResolver,
  AccountResolver,
  ApiKeyResolver,
  DeveloperResolver,
  DeveloperImportResolver,
  IdentityResolver,
  OrgTreeResolver,
  OrgNodeResolver,
  TeamResolver,
  TeamSettingsResolver,
  DeploymentPreviewResolver,
  FilterPreviewResolver,
  ProfileResolver,
  ServiceResolver,
  PipelineResolver,
  IntegrationResolver,
  InboxResolver,
  RepositoryResolver,
  SetAsideOfIntegrationResolver,
  SetAsideOfTeamResolver,
  IntegrationChangeResolver,
  VendorQuestionResolver,
  IngestFactsResolver,
  MarkDeploymentResolver,
  ExportResolver,
  IntegrationSubscription,
] as const;

/** Object types that no field names, because it names their interface. */
const orphanedTypes = [...codeRecordTypes, ...workRecordTypes, ...deliveryRecordTypes];

/** Inputs of which exactly one field must be given. */
const oneOfInputs = [
  'InsightScopeInput',
  'DateRangeInput',
  'SectionSettingsInput',
  'RedeliverInput',
];

// type-graphql has no option for @oneOf; graphql-js honours the flag on a finished type and prints it.
function markOneOf(schema: GraphQLSchema): void {
  for (const name of oneOfInputs) {
    const input = schema.getType(name);
    if (!isInputObjectType(input)) throw new Error(`There is no input ${name} to mark as @oneOf.`);
    input.isOneOf = true;
  }
}

interface Identified {
  readonly number?: number;
  /** The key of a node without a number. */
  readonly id: string;
}

/** Makes the ids of nodes: of the name of their type, and their number or other key. */
function identifyNodes(schema: GraphQLSchema): void {
  const node = schema.getType('Node');
  for (const type of isInterfaceType(node) ? schema.getPossibleTypes(node) : [])
    type.getFields().id!.resolve = ({ number, id }: Identified) =>
      encodeNodeId(type.name, number ?? id);
}

/**
 * Makes root fields nullable. One that fails is then null beside its error, and removes nothing
 * else of the answer.
 */
function makeRootsNullable(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {}))
      field.type = getNullableType(field.type);
}

/**
 * Returns the executable GraphQL schema; the context of a request brings the services that its
 * resolvers call.
 */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    orphanedTypes,
    validate: false,
    // The server validates the schema as it is in the end. The check asks it all about itself, which takes 0.17 s.
    skipCheck: true,
    // type-graphql demands this as soon as there is a subscription; ours read the change log and
    // never this.
    pubSub: createPubSub(),
  });
  markOneOf(schema);
  identifyNodes(schema);
  guardInputs(schema);
  guardOutputs(schema);
  makeRootsNullable(schema);
  return schema;
}

/** Returns the schema as SDL in sorted order, as `schema.graphql` of the package has it. */
export const printSorted = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
