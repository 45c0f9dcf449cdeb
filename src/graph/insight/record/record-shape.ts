import type { PageRequest } from '../../../directory/page.js';
import type * as records from '../../../insights/answer/record.js';
import { isoDuration } from '../../../model/time.js';
import { encodeNodeId } from '../../node-id.js';
import { aliasOutside } from '../alias-shape.js';
import type { RecordArguments } from '../insight.input.js';
import { outside } from '../units.js';
import { recordTypeOf } from './record.type.js';
import { columnsOutside } from './record-columns-shape.js';

/** Returns the query for the insights module, from the input of a client. */
export const recordQueryOf = (
  page: PageRequest,
  { orderBy, bucket, includeExcluded }: RecordArguments,
): records.RecordQuery => ({
  ...page,
  orderBy: orderBy ?? 'AT_DESCENDING',
  includeExcluded: includeExcluded ?? false,
  ...(typeof bucket === 'number' ? { bucket } : {}),
});

/** Returns a row as the schema shows it: global ids, seconds for durations. */
export const recordOutside = ({ detail, columns, unit, ...record }: records.InsightRecord) => ({
  ...detail,
  ...columnsOutside(columns),
  ...record,
  unit,
  subject: encodeNodeId(recordTypeOf[record.kind], record.subject),
  value: record.value === null ? null : outside(unit, record.value),
  duration: unit === 'DURATION' && record.value !== null ? isoDuration(record.value) : null,
  parts: record.parts.map(({ name, value, isFlag }) => ({
    name,
    unit: isFlag ? 'COUNT' : unit,
    value: isFlag ? value : outside(unit, value),
  })),
  developer: aliasOutside(record.developer),
  teams: record.teams.map((team) => encodeNodeId('Team', team)),
});
