import { describe, expect, it } from 'vitest';
import { useDirectory } from '../directory/use-directory.js';
import { useGraph } from './use-graph.js';

const { parts, settled } = useDirectory();
const ask = useGraph(() => parts.directory);

async function company() {
  const viewer = await settled();
  const { teams } = await ask(viewer, '{ teams { nodes { id name } } }');
  const [, bo] = teams.nodes.map(({ id }: { id: string }) => id).sort();
  return { viewer, bo };
}

describe('filters of a team in the graph', () => {
  it('take trees in the place of lists, and show both', async () => {
    const { viewer, bo: node } = await company();
    const trees = `fragment Trees on TeamSettings {
      repositories { values } repositoryFilter { ...Tree }
      destinationBranches { values } destinationBranchFilter { ...Tree }
      excludedChanges { values } excludedChangesMode
      pipelines { scope { property } scopeFilter { ...Tree } failure { ...Tree } }
    }
    fragment Tree on FilterSet { op conditions { property values } groups { op conditions { property values } groups { op } } }`;
    const attempt = async (section: string, settings: string) =>
      (
        await ask(
          viewer,
          `mutation ($node: ID!) { saved: saveTeam${section}(input: { node: $node, settings: ${settings} }) {
            settings { ...Trees } userErrors { code field }
          } } ${trees}`,
          { node },
        )
      ).saved;
    const main = '{ operator: EQUALS, values: ["main"] }';
    const releases = '{ operator: STARTS_WITH, values: ["release/"] }';
    const branches = `{ op: OR, conditions: [${main}], groups: [{ conditions: [${releases}] }] }`;
    const saved = await attempt(
      'SourceCode',
      `{ repositories: [${main}], destinationBranchFilter: ${branches}, excludedChanges: [${main}], excludedChangesMode: KEEP_MATCHING }`,
    );
    expect(saved.userErrors).toEqual([]);
    const list = (property: string, ...values: string[]) => ({
      ...{ op: 'AND', conditions: [{ property, values }], groups: [] },
    });
    expect(saved.settings).toMatchObject({
      repositories: [{ values: ['main'] }],
      repositoryFilter: list('repository', 'main'),
      destinationBranches: [],
      destinationBranchFilter: {
        ...{ op: 'OR', conditions: [{ property: 'branch', values: ['main'] }] },
        groups: [list('branch', 'release/')],
      },
      excludedChangesMode: 'KEEP_MATCHING',
      pipelines: { scopeFilter: { op: 'AND', conditions: [], groups: [] } },
    });
    const wrong = '{ property: "label", operator: EQUALS, values: ["x"] }';
    const path = ['groups', '0', 'conditions', '0', 'property'];
    const tree = `{ op: OR, groups: [{ conditions: [${wrong}] }] }`;
    expect(await attempt('Pipelines', `{ scope: [], scopeFilter: ${tree} }`)).toEqual({
      settings: null,
      userErrors: [{ code: 'UNKNOWN_PROPERTY', field: ['settings', 'scopeFilter', ...path] }],
    });
    const { filterPreview } = await ask(
      viewer,
      `query ($node: ID!) { filterPreview(input: { node: $node, settings: {
        sourceCode: { repositories: [], repositoryFilter: { conditions: [${main}] } } } }) {
        matches { field } userErrors { code }
      } }`,
      { node },
    );
    expect(filterPreview.matches[0]).toEqual({
      field: ['settings', 'sourceCode', 'repositoryFilter'],
    });
  });
});
