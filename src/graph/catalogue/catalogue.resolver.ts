import { Arg, Query, Resolver } from 'type-graphql';
import type { Metric } from '../../engine/metric.js';
import { metrics } from '../../engine/metrics/index.js';
import type { ProfileKind } from '../../model/profile/profile.js';
import { providers } from '../../providers/index.js';
import type { ProviderCategory } from '../../providers/provider.js';
import type * as model from '../../providers/settings-form.js';
import { IntegrationCategoryEnum, ProfileKindEnum } from './catalogue.enums.js';
import { MetricDefinition } from './metric-definition.type.js';
import { ProviderDefinition } from './provider-definition.type.js';

const fieldOutside = (field: model.SettingsField) => ({
  ...field,
  kind: field.kind ?? (field.secret ? 'SECRET' : 'TEXT'),
  choices: field.choices ?? [],
});

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
    category: ProviderCategory | null,
  ): readonly object[] {
    const wanted = providers.filter((one) => !category || one.categories.includes(category));
    return wanted.map(({ settings, ...provider }) => ({
      ...provider,
      key: provider.id,
      settings: settings.fields.map(fieldOutside),
      scopes: settings.scopes ?? [],
      lacks: provider.lacks ?? [],
    }));
  }
}
