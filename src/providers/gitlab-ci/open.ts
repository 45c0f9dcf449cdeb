import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { bodyIn, type DeliveredBody } from '../gitlab-api/receive.js';

interface Identified {
  readonly id?: unknown;
}
/** A delivery, in the parts that say what to read. */
interface Body extends DeliveredBody {
  readonly project_id?: unknown;
  readonly project?: Identified | null;
  readonly object_attributes?: Identified | null;
  readonly pipeline_id?: unknown;
  readonly deployment_id?: unknown;
}

const wholeOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;

/** The entity of each event, and its id. */
const idOf: ReadonlyMap<unknown, readonly [string, (body: Body) => unknown]> = new Map<
  unknown,
  readonly [string, (body: Body) => unknown]
>([
  ['pipeline', ['pipeline', (body) => body.object_attributes?.id]],
  ['build', ['pipeline', (body) => body.pipeline_id]],
  ['deployment', ['deployments', (body) => body.deployment_id]],
]);

/** Reads a delivery that was verified: it only says what to read again. */
export function open({ body: bytes }: Delivery): Opened {
  const body = bodyIn<Body>(bytes);
  if (body === null) return ignored('Its body is no JSON of GitLab.');
  const kind = body.object_kind ?? body.event_name;
  const [what, of] = idOf.get(kind) ?? [];
  if (!what || !of) return ignored(`Deliveries of "${String(kind)}" are not read.`);
  const project = wholeOf(body.project?.id) ?? wholeOf(body.project_id);
  const id = wholeOf(of(body));
  return project === null || id === null
    ? ignored('It names nothing that can be read.')
    : nudging(`${what}/${project}/${id}`);
}
