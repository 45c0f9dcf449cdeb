import { beforeAll, describe, expect, it } from 'vitest';
import { newPlace } from '../databases.js';
import { ExportCaller } from './call-exports.js';
import { readSource } from './call-sites.js';
import { describeByServer, describeEmbedded } from './describe-statement.js';
import { callExamples, catalogueRows } from './examples.js';
import { Recorder } from './recorder.js';
import { SampleValues } from './sample-values.js';
import { placeOf, StatementFaults } from './statement-faults.js';

const source = readSource();
const samples = new SampleValues(source.checker, new Map());
const recorder = new Recorder(
  source.sites,
  ({ row }, sql) => catalogueRows(sql) ?? (row ? samples.of(row) : [{}]),
);
const faults = () => new StatementFaults(source, [...recorder.sent.values()]);

describe('the statements of the code', () => {
  beforeAll(async () => {
    await new ExportCaller(source, recorder).callAll();
    await callExamples(recorder);
  });

  it('are all reached by the calls of this test', () => {
    const reached = new Set([...recorder.sent.values()].map(({ site }) => site));
    expect(source.sites.filter((site) => !reached.has(site)).map(placeOf)).toEqual([]);
    expect([...recorder.strange]).toEqual([]);
  });

  it('give PostgreSQL the columns and types that the code reads', async () => {
    const { url } = await newPlace('POSTGRESQL');
    const { describe, close } = await describeByServer(url ?? '');
    expect(await faults().find(describe).finally(close)).toEqual([]);
  });

  it('give the embedded database the columns and types that the code reads', async () => {
    const { directory } = await newPlace('EMBEDDED');
    const { describe, close } = await describeEmbedded(directory ?? '');
    expect(await faults().find(describe).finally(close)).toEqual([]);
  });
});
