import fc from 'fast-check';
import type { VersionInput } from '../../src/model/inputs/work-input.js';
import { anyInstant, ofInput } from './base.js';

export const anyVersion = fc
  .record({
    ...ofInput,
    repository: fc.constant(null),
    project: fc.integer({ min: 70_001, max: 70_002 }),
    releasedAt: anyInstant,
  })
  .map((version) => ({ ...version, ownAt: version.releasedAt })) as fc.Arbitrary<
  Omit<VersionInput, 'number'>
>;
