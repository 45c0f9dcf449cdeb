import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/graph/context.js';
import { newContext } from '../../src/graph/new-context.js';
import { createSchema } from '../../src/graph/schema.js';
import type { Viewer } from '../../src/model/access.js';
import { companyFile, useDirectory } from '../directory/use-directory.js';

const { parts, newAccount, settled } = useDirectory();
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

const ask = (viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}) => {
  const contextValue = newContext({
    viewer,
    services: parts.directory as unknown as Services,
    requestId: 'test',
    signal: new AbortController().signal,
  });
  return graphql({ schema, source, variableValues, contextValue }) as Promise<
    // biome-ignore lint/suspicious/noExplicitAny: answers of a dozen documents, each read where it is asked.
    ExecutionResult<any>
  >;
};
const answerTo = async (viewer: Viewer, source: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await ask(viewer, source, variables);
  expect(errors).toBeUndefined();
  return data;
};

const upload = /* GraphQL */ `
  mutation ($content: String!) {
    uploadDevelopers(input: { content: $content, fileName: "company.csv" }) {
      import {
        id status rowCount columns mapping { column target }
        errors { code field line column message count sampleDevelopers sampleLines }
        warnings { code }
        difference { addCount adds updateCount removalCount unchangedCount updates { email changes { field before after } } }
      }
      userErrors { code field message }
    }
  }
`;
const activate = /* GraphQL */ `
  mutation ($id: ID!) {
    activateDeveloperImport(input: { import: $id }) {
      import { status activatedAt }
      adoption { added updated removed }
      userErrors { code message }
    }
  }
`;
const organisation = /* GraphQL */ `
  {
    orgTrees {
      id name version
      root { path children { path isSynthetic developerCount children { name parent { path } team { id } } } }
      nodes(first: 2) { nodes { path } pageInfo { hasNextPage } totalCount }
      versions { version cause added }
      profiles { efficiency { id preset leadTime { phases { key } } } productivity { prSize { small medium } } }
    }
    teams(search: "bo") {
      nodes {
        id name developerCount node { depth }
        settings { releasePattern savedOn version }
        members { nodes { developer { id label developer { name } } since isShared } }
      }
    }
  }
`;

describe('the directory in the graph', () => {
  it('takes a file from upload to teams', async () => {
    const viewer = await newAccount();
    const { uploadDevelopers } = await answerTo(viewer, upload, { content: companyFile });
    expect(uploadDevelopers).toMatchObject({
      userErrors: [],
      import: { status: 'PREVIEW', rowCount: 6, errors: [], difference: { addCount: 6 } },
    });
    const { activateDeveloperImport } = await answerTo(viewer, activate, {
      id: uploadDevelopers.import.id,
    });
    expect(activateDeveloperImport).toEqual({
      import: { status: 'ACTIVE', activatedAt: '2026-05-10T12:00:00.000Z' },
      adoption: { added: 6, updated: 0, removed: 0 },
      userErrors: [],
    });
    const { orgTrees, teams } = await answerTo(viewer, organisation);
    expect(orgTrees[0]).toMatchObject({
      name: 'Organisation',
      root: { path: 'Organisation', children: [{ path: 'Organisation/Eve', developerCount: 4 }] },
      nodes: { totalCount: 4, pageInfo: { hasNextPage: true } },
      versions: [{ version: 1 }],
      profiles: {
        efficiency: { preset: 'SOURCE_CODE' },
        productivity: { prSize: { small: 10, medium: 100 } },
      },
    });
    expect(teams.nodes).toMatchObject([
      {
        name: 'Bo',
        developerCount: 3,
        node: { depth: 2 },
        settings: { savedOn: null, version: 0 },
      },
    ]);
    expect(
      teams.nodes[0].members.nodes.map((member: { developer: object }) => member.developer),
    ).toMatchObject([
      { label: 'Developer 3', developer: { name: 'Al' } },
      { label: 'Developer 4', developer: { name: 'Cy' } },
      { label: 'Developer 5', developer: { name: 'Di' } },
    ]);
  });

  it('answers what cannot be carried out as user errors', async () => {
    const viewer = await newAccount();
    const { uploadDevelopers } = await answerTo(viewer, upload, { content: 'Name,Email\n"A' });
    expect(uploadDevelopers).toMatchObject({
      import: null,
      userErrors: [{ code: 'INVALID_CSV', field: ['content'] }],
    });
    const preview = (await answerTo(viewer, upload, { content: 'Name,Email,Manager\nA,a,\n' }))
      .uploadDevelopers;
    expect(preview.import.errors).toMatchObject([
      { code: 'INVALID_EMAIL', field: 'EMAIL', line: 2, column: 2 },
    ]);
    const refused = (await answerTo(viewer, activate, { id: preview.import.id }))
      .activateDeveloperImport;
    expect(refused).toMatchObject({
      import: null,
      adoption: null,
      userErrors: [{ code: 'INVALID_EMAIL' }],
    });
  });

  it('saves settings on a node, by the id of a node or a team', async () => {
    const viewer = await settled();
    const { orgTrees, teams } = await answerTo(
      viewer,
      '{ orgTrees { root { id } } teams(search: "Bo") { nodes { id } } }',
    );
    const save = /* GraphQL */ `
      mutation ($node: ID!, $pattern: String!) {
        saveTeamSourceCode(input: { node: $node, settings: { repositories: [{ operator: STARTS_WITH, values: ["shop-"] }], releasePattern: $pattern } }) {
          settings { repositories { property operator values } savedOn version }
          userErrors { code field }
        }
      }
    `;
    const root = orgTrees[0].root.id;
    const saved = (await answerTo(viewer, save, { node: root, pattern: '^v\\d+$' }))
      .saveTeamSourceCode;
    expect(saved.settings).toEqual({
      repositories: [{ property: 'repository', operator: 'STARTS_WITH', values: ['shop-'] }],
      savedOn: root,
      version: 1,
    });
    const [team] = teams.nodes;
    const wrong = (await answerTo(viewer, save, { node: team.id, pattern: '(a+)+' }))
      .saveTeamSourceCode;
    expect(wrong).toEqual({
      settings: null,
      userErrors: [{ code: 'INVALID_RELEASE_PATTERN', field: ['settings', 'releasePattern'] }],
    });
    const { node } = await answerTo(
      viewer,
      'query ($id: ID!) { node(id: $id) { id ... on Team { name settings { savedOn } } } }',
      { id: team.id },
    );
    expect(node).toEqual({ id: team.id, name: 'Bo', settings: { savedOn: root } });
  });

  it('shows developers, keys and files to nobody who may not see them', async () => {
    const viewer = await settled();
    const { developers } = await answerTo(
      viewer,
      '{ developers { nodes { id name attributes { name value } identities { name } } } }',
    );
    const { createApiKey } = await answerTo(
      viewer,
      'mutation { createApiKey(input: { name: "dashboard", role: VIEWER }) { key { id prefix } secret userErrors { code } } }',
    );
    const asker = await parts.directory.keys.authenticate(createApiKey.secret);
    const byId = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const { id } of [developers.nodes[0], createApiKey.key]) {
      expect((await answerTo(viewer, byId, { id })).node).toEqual({ id });
      expect((await answerTo(asker!, byId, { id })).node).toBeNull();
    }
    const { errors } = await ask(asker!, '{ developers { nodes { name } } }');
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
    const { teams } = await answerTo(asker!, organisation);
    expect(teams.nodes[0].members.nodes[0].developer).toMatchObject({
      label: 'Developer 3',
      developer: null,
    });
    const { revokeApiKey } = await answerTo(
      viewer,
      'mutation ($id: ID!) { revokeApiKey(input: { key: $id }) { key { revokedAt } } }',
      {
        id: createApiKey.key.id,
      },
    );
    expect(revokeApiKey.key.revokedAt).toBe('2026-05-10T12:00:00.000Z');
    const { activityLog } = await answerTo(
      viewer,
      '{ activityLog(first: 1) { nodes { action objectKind key details } } }',
    );
    expect(activityLog.nodes).toEqual([
      { action: 'DELETED', objectKind: 'API_KEY', key: null, details: 'null' },
    ]);
  });

  it('changes profiles, trees, developers and the account', async () => {
    const viewer = await settled();
    const { createProductivityProfile: made } = await answerTo(
      viewer,
      'mutation { createProductivityProfile(input: { name: "Strict", recentWindowDays: 14 }) { profile { id version recentWindowDays } userErrors { code } } }',
    );
    expect(made.profile).toMatchObject({ version: 1, recentWindowDays: 14 });
    const { orgTrees, profiles } = await answerTo(
      viewer,
      '{ orgTrees { id } profiles { id __typename name kind } }',
    );
    expect(profiles).toHaveLength(3);
    const { updateOrgTree } = await answerTo(
      viewer,
      'mutation ($tree: ID!, $profile: ID!) { updateOrgTree(input: { orgTree: $tree, name: "Shop", productivityProfile: $profile }) { orgTree { name profiles { productivity { name } } root { path } } userErrors { code } } }',
      { tree: orgTrees[0].id, profile: made.profile.id },
    );
    expect(updateOrgTree.orgTree).toEqual({
      name: 'Shop',
      profiles: { productivity: { name: 'Strict' } },
      root: { path: 'Shop' },
    });
    const { upsertDevelopers, removeDevelopers, updateAccount } = await answerTo(
      viewer,
      `mutation {
        upsertDevelopers(input: { developers: [{ email: "new@x.io", name: "New", managerEmail: "bo@x.io", attributes: [{ name: "Site", value: "Rome" }] }] }) { adoption { added } userErrors { code } }
        removeDevelopers(input: { emails: ["al@x.io", "who@x.io"] }) { adoption { removed } unknownEmails userErrors { code } }
        updateAccount(input: { timeZone: "Asia/Tokyo" }) { account { timeZone } userErrors { code } }
      }`,
    );
    expect(upsertDevelopers).toEqual({ adoption: { added: 1 }, userErrors: [] });
    expect(removeDevelopers).toEqual({
      adoption: { removed: 1 },
      unknownEmails: ['who@x.io'],
      userErrors: [],
    });
    expect(updateAccount.account.timeZone).toBe('Asia/Tokyo');
  });
});
