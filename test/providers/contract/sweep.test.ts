import { describe, expect, it } from 'vitest';
import { differences } from './content.js';
import type { Removal } from './tool.js';
import { toolsByName } from './tools.js';
import { MINUTE, useRuns } from './use-runs.js';

describe.each(toolsByName)('a sweep of %s', (_, tool) => {
  const { played, connected } = useRuns(tool);

  it('changes nothing where nothing changed', async () => {
    const { sync, content } = await connected(await played());
    await sync();
    const before = await content();
    expect(await sync({ pass: 'SWEEP' })).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(differences(await content(), before)).toEqual([]);
  });

  it.each(tool.removals.map((removal): [string, Removal] => [removal.name, removal]))(
    'ends where a first sync would, after %s',
    async (_name, { make, keeps = [] }) => {
      const play = await played();
      const { sync, content } = await connected(play);
      await sync();
      const before = await content();
      make(play, Date.now() - MINUTE);
      expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
      expect(await sync({ pass: 'SWEEP' })).toMatchObject({ status: 'SUCCEEDED', message: null });
      const after = await content();
      expect(differences(after, before)).not.toEqual([]);
      const fresh = await connected(play);
      await fresh.sync();
      const left = differences(after, await fresh.content());
      expect(left.filter((line) => !keeps.some((one) => one.test(line)))).toEqual([]);
    },
  );
});
