import type { Exports } from '../../insights/exports/exports.js';

export interface ExportServices {
  readonly exports: Pick<Exports, 'start' | 'find'>;
}
