import fc from 'fast-check';
import type { ChangeRequestInput, IncidentInput } from '../../src/model/inputs/delivery-input.js';
import { anyInstant, ofInput } from './base.js';

const ofTicket = {
  ...ofInput,
  repository: fc.option(fc.integer({ min: 1, max: 3 })),
  service: fc.option(fc.integer({ min: 72_001, max: 72_002 })),
  status: fc.constantFrom('New', 'Resolved', 'Closed'),
  createdAt: anyInstant,
  updatedAt: anyInstant,
  resolvedAt: fc.option(anyInstant),
  closedAt: fc.option(anyInstant),
};

export const anyIncident = fc
  .record({
    ...ofTicket,
    blames: fc.option(
      fc.record({
        run: fc.integer({ min: 5001, max: 5020 }),
        endedAt: anyInstant,
        rule: fc.constantFrom('EXPLICIT', 'SERVICE', 'REPOSITORY'),
      }),
    ),
  })
  .map((incident) => ({
    ...incident,
    ownAt: incident.createdAt,
    traits: { status: [incident.status] },
  })) as fc.Arbitrary<Omit<IncidentInput, 'number'>>;

export const anyChangeRequest = fc.record(ofTicket).map((request) => ({
  ...request,
  ownAt: request.createdAt,
  traits: { status: [request.status] },
})) as fc.Arbitrary<Omit<ChangeRequestInput, 'number'>>;
