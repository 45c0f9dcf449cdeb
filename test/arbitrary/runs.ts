import fc from 'fast-check';
import type { RunInput } from '../../src/model/inputs/delivery-input.js';
import { anyInstant, ofInput } from './base.js';

const ofBlame = {
  incident: fc.integer({ min: 6001, max: 6020 }),
  createdAt: anyInstant,
  resolvedAt: fc.option(anyInstant),
  rule: fc.constantFrom('EXPLICIT', 'SERVICE', 'REPOSITORY'),
};
const anyBlame = fc.oneof(
  fc.record({
    ...{ ...ofBlame, source: fc.constant('INCIDENT_MANAGEMENT'), closedAt: fc.option(anyInstant) },
    ...{ updatedAt: anyInstant, status: fc.constantFrom('New', 'Resolved', 'Closed') },
    traits: fc.constantFrom({}, { priority: ['P4'] }),
  }),
  fc.record({
    ...{ ...ofBlame, source: fc.constant('ISSUE_MANAGEMENT'), traits: fc.constant({}) },
    status: fc.constantFrom('Done', 'Duplicate'),
    statusCategory: fc.constantFrom('DONE', 'TODO'),
    resolution: fc.constantFrom(null, "Won't Fix"),
  }),
);
const anyMark = fc.constantFrom(null, null, null, 'FAILED', 'REPAIR', 'NOT_A_DEPLOYMENT');
const anyBroken = fc.record({
  run: fc.integer({ min: 5001, max: 5020 }),
  endedAt: anyInstant,
  mark: anyMark,
  blamedBy: fc.array(anyBlame, { maxLength: 2 }),
});

/** Runs of pipelines, most of them deployments to production; their instants follow no order. */
export const anyRun = fc
  .record({
    ...ofInput,
    pipeline: fc.integer({ min: 71_001, max: 71_002 }),
    services: fc.uniqueArray(fc.integer({ min: 72_001, max: 72_003 }), { maxLength: 3 }),
    kinds: fc.constantFrom(['CD'], ['CI', 'CD'], ['CI']),
    status: fc.constantFrom('SUCCESS', 'SUCCESS', 'FAILURE', 'ABORTED', 'SKIPPED', 'RUNNING'),
    rollback: fc.boolean(),
    startedAt: fc.option(anyInstant),
    endedAt: fc.option(anyInstant),
    toldAt: anyInstant,
    environmentType: fc.constantFrom(null, 'PRODUCTION', 'PRE_PRODUCTION'),
    environment: fc.constantFrom([], ['prod-eu'], ['staging']),
    blamedBy: fc.array(anyBlame, { maxLength: 2 }),
    nextSuccessAt: fc.option(anyInstant),
    repairs: fc.boolean(),
    reverts: fc.array(anyBroken, { maxLength: 1 }),
    mark: anyMark,
  })
  .map(({ toldAt, environment, ...run }) => ({
    ...run,
    service: run.services[0] ?? null,
    ownAt: run.endedAt ?? run.startedAt ?? toldAt,
    traits: { environment, status: [run.status] },
  })) as fc.Arbitrary<Omit<RunInput, 'number'>>;
