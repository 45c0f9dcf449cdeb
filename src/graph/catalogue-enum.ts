import { metrics } from '../engine/metrics/index.js';
import { providers } from '../providers/index.js';
import { enumOf } from './enums.js';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const described = (list: readonly Listed[]) =>
  Object.fromEntries(list.map(({ id, title, description }) => [id, `${title}. ${description}`]));

/** One value per metric of the catalogue. */
export const MetricId = enumOf(
  'MetricId',
  'A metric of the catalogue; new ones are added over time.',
  described(metrics),
);

/** One value per provider of the catalogue. */
export const ProviderId = enumOf(
  'ProviderId',
  'A tool that facts come from; new ones are added over time.',
  described(providers),
);
