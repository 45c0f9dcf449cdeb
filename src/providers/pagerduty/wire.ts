import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { isoInstant, looseIsoInstant, wireId } from '../wire-values.js';

/** A reference to something else, which stays after that was deleted. */
const stub = z.object({
  id: wireId,
  type: z.string().nullish(),
  summary: z.string().nullish(),
});
export type Stub = z.infer<typeof stub>;

const loosely = stub.nullish().catch(null);
const some = <Value extends z.ZodType>(value: Value) => z.array(value).nullish();

export const wireIncident = z.object({
  id: wireId,
  incident_number: z.number().nullish(),
  title: z.string().nullish(),
  summary: z.string().nullish(),
  status: z.string().min(1),
  created_at: isoInstant,
  updated_at: looseIsoInstant,
  last_status_change_at: looseIsoInstant,
  resolved_at: looseIsoInstant,
  urgency: z.string().nullish(),
  html_url: z.string().nullish(),
  service: loosely,
  priority: z.object({ summary: z.string().nullish(), name: z.string().nullish() }).nullish(),
  escalation_policy: loosely,
  teams: some(stub),
  incident_type: z.object({ name: z.string().nullish() }).nullish(),
  assignments: some(z.object({ at: looseIsoInstant, assignee: loosely })),
  acknowledgements: some(z.object({ at: looseIsoInstant, acknowledger: loosely })),
});
export type WireIncident = z.infer<typeof wireIncident>;

export const wireLogEntry = z.object({
  type: z.string(),
  created_at: isoInstant,
  agent: loosely,
  assignees: some(stub),
});
export type WireLogEntry = z.infer<typeof wireLogEntry>;

export const wireAlert = z.object({ severity: z.string().nullish() });

export interface WireUser {
  readonly name: string | null;
  readonly email: string | null;
}

/** A page of incidents, with what lies apart from them. */
export interface IncidentsBody {
  readonly host: string;
  readonly incidents: readonly unknown[];
  /** Log entries by the id of the incident, of those that were resolved. */
  readonly logs: Readonly<Record<string, readonly unknown[]>>;
  readonly alerts: Readonly<Record<string, readonly unknown[]>>;
  readonly users: Readonly<Record<string, WireUser>>;
}
export interface GoneBody {
  readonly host: string;
  readonly ids: readonly string[];
  readonly at: Instant;
}
