import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds } from '../storage/databases.js';
import { circle, type HostileLine, hostileLines } from '../story/hostile-facts.js';
import { openImportedCompany } from '../story/imported-company.js';
import { examples } from '../story/imported-lines.js';
import type { Story } from '../story/open-story.js';

const MINUTES = 900_000;
const LINES_OF_AN_IMPORT = 500;
const SEED = 20_261_128;

const like = (kind: string, change: object): string => {
  const found = examples.find((line) => line.includes(`"kind":"${kind}"`))!;
  return JSON.stringify({ ...(JSON.parse(found) as object), ...change });
};
/** Good facts beyond those of the company: each moves a figure. */
const good = Array.from({ length: 20 }, (_none, index): HostileLine => {
  const day = String(index + 5).padStart(2, '0');
  const at = (hour: string) => `2026-03-${day}T${hour}:00:00Z`;
  const pullRequest = {
    ...{ id: `shop!${100 + index}`, number: 100 + index, commits: [], reviews: [], comments: [] },
    ...{ mergeSha: null, headSha: null, sourceBranch: `topic-${index}`, title: `Topic ${index}` },
    ...{ openedAt: at('09'), mergedAt: at('11'), closedAt: at('11'), updatedAt: at('11') },
  };
  const incident = {
    ...{ id: `INC-${100 + index}`, key: `INC-${100 + index}`, causedBy: [] },
    ...{ createdAt: at('09'), resolvedAt: at('10'), updatedAt: at('10') },
  };
  const text = index % 2 ? like('PULL_REQUEST', pullRequest) : like('INCIDENT', incident);
  return { text, isBad: false };
});

async function figures({ ask, settle }: Story) {
  await settle();
  const answers = await ask({
    metrics: metrics.map(({ id }) => id),
    range: { dates: { from: '2026-02-01', to: '2026-03-31' } },
  });
  return answers.map(({ metric, headline, series, dataStatus }) => ({
    ...{ metric: metric.id, headline, series, dataStatus },
  }));
}

async function ingestAll({ app, viewer }: Story, lines: readonly HostileLine[]) {
  const refused: number[] = [];
  for (let from = 0; from < lines.length; from += LINES_OF_AN_IMPORT) {
    const ingested = await app.ingestion.ingest(viewer, {
      source: 'Ours',
      lines: lines.slice(from, from + LINES_OF_AN_IMPORT).map(({ text }) => text),
    });
    refused.push(...ingested.refused.map(({ line }) => from + line));
    for (const { errors } of ingested.refused)
      for (const { code, message } of errors) {
        expect(code).not.toBe('NOT_STORABLE');
        expect(message).not.toMatch(/^Invalid|expected .*received/);
      }
  }
  return refused;
}

/** Marks that wait, and whether the change log has been read to its end. */
const unsettled = ({ app, viewer }: Story) =>
  app.database.read(viewer.account, (session) =>
    session.query<{ marks: number; behind: number }>(
      `select (select count(*) from mark where account_id = $1)::float8 as marks,
         (select count(*) from change_log l join correlation c using (account_id)
           where l.account_id = $1 and l.sequence > c.position and l.kind in ('FACTS', 'DIRECTORY'))::float8 as behind`,
      [viewer.account],
    ),
  );

describe.each(databaseKinds)('hostile facts among good ones, on %s', (kind) => {
  it(
    'change no figure of the good ones, and the bad ones are refused by number',
    async () => {
      const hostile = [...hostileLines(lawRuns(580, 1_980), SEED), ...circle(20)];
      const apart = hostile.length / good.length;
      const mixed = hostile.flatMap((line, index) =>
        index % apart === apart / 2 ? [line, good[Math.floor(index / apart)]!] : [line],
      );
      expect(mixed).toHaveLength(hostile.length + good.length);
      const alone = await openImportedCompany(kind);
      expect(await ingestAll(alone, good)).toEqual([]);
      const among = await openImportedCompany(kind);
      const refused = await ingestAll(among, mixed);
      const bad = mixed.flatMap(({ isBad }, index) => (isBad ? [index + 1] : []));
      expect(bad.length).toBeGreaterThan(hostile.length / 4);
      expect(refused).toEqual(bad);
      expect(await figures(among)).toEqual(await figures(alone));
      expect(await unsettled(among)).toEqual([{ marks: 0, behind: 0 }]);
    },
    MINUTES,
  );
});
