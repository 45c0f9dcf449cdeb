import { Arg, Query, Resolver } from 'type-graphql';
import type { Metric } from '../../engine/metric.js';
import { metrics } from '../../engine/metrics/index.js';
import type { ProfileKind } from '../../model/profile.js';
import { providers } from '../../providers/index.js';
import { IntegrationCategoryEnum, ProfileKindEnum } from './catalogue.enums.js';
import { MetricDefinition } from './metric-definition.type.js';
import { ProviderDefinition } from './provider-definition.type.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => [MetricDefinition], { description: 'Every metric there is.' })
  metrics(
    @Arg('profile', () => ProfileKindEnum, {
      nullable: true,
      description: 'Only those whose rules such a profile sets.',
    })
    profile: ProfileKind | null,
  ): readonly Metric[] {
    return metrics.filter((metric) => !profile || metric.profile === profile);
  }

  @Query(() => [ProviderDefinition], { description: 'Every tool that facts can come from.' })
  providers(
    @Arg('category', () => IntegrationCategoryEnum, {
      nullable: true,
      description: 'Only those that can feed this.',
    })
    category: string | null,
  ): readonly ProviderDefinition[] {
    return providers.filter(({ categories }) => !category || categories.includes(category));
  }
}
