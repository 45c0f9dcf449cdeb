/** For every rule of the dependency cruiser the file that breaks it and what the file says. */
export const violations: Record<string, readonly [file: string, content: string]> = {
  'no-circular': [
    'src/model/circle-one.ts',
    "import { two } from './circle-two.js';\nexport const one = () => two;\n",
  ],
  'no-orphans': ['src/model/orphan.ts', 'export const orphan = 1;\n'],
  'no-dev-in-src': [
    'src/server/developer.ts',
    "import fc from 'fast-check';\nexport const check = fc;\n",
  ],
  'src-not-to-test': [
    'src/insights/tested.ts',
    "import { secret } from '../../test/secret.js';\nexport const tested = secret;\n",
  ],
  'model-doors': [
    'src/model/door.ts',
    "import { compare } from '../engine/compare.js';\nexport const door = compare;\n",
  ],
  'engine-doors': [
    'src/engine/door.ts',
    "import { createInsights } from '../insights/insights.js';\nexport const door = createInsights;\n",
  ],
  'providers-doors': [
    'src/providers/door.ts',
    "import { writeFacts } from '../storage/facts/facts.js';\nexport const door = writeFacts;\n",
  ],
  'storage-doors': [
    'src/storage/door.ts',
    "import { observe } from '../engine/observe.js';\nexport const door = observe;\n",
  ],
  'ingestion-doors': [
    'src/ingestion/door.ts',
    "import { correlate } from '../recalculation/correlate.js';\nexport const door = correlate;\n",
  ],
  'directory-doors': [
    'src/directory/door.ts',
    "import { createInsights } from '../insights/insights.js';\nexport const door = createInsights;\n",
  ],
  'recalculation-doors': [
    'src/recalculation/door.ts',
    "import { createDirectory } from '../directory/directory.js';\nexport const door = createDirectory;\n",
  ],
  'insights-doors': [
    'src/insights/door.ts',
    "import { correlate } from '../recalculation/correlate.js';\nexport const door = correlate;\n",
  ],
  'graph-doors': [
    'src/graph/door.ts',
    "import { writeFacts } from '../storage/facts/facts.js';\nexport const door = writeFacts;\n",
  ],
  'server-doors': [
    'src/server/door.ts',
    "import { writeFacts } from '../storage/facts/facts.js';\nexport const door = writeFacts;\n",
  ],
  'client-doors': [
    'src/client/door.ts',
    "import { matches } from '../model/filter.js';\nexport const door = matches;\n",
  ],
  'pure-rooms': [
    'src/engine/impure.ts',
    "import { readFileSync } from 'node:fs';\nexport const impure = readFileSync;\n",
  ],
  'metrics-are-strangers': [
    'src/engine/metrics/productivity/friend.ts',
    "import { codeRework } from './code-rework.js';\nexport const friend = codeRework;\n",
  ],
  'providers-are-strangers': [
    'src/providers/other/index.ts',
    "import { git } from '../git/index.js';\nexport const other = git;\n",
  ],
  'providers-ask-through-the-guard': [
    'src/providers/github/own-way.ts',
    "import { connect } from 'node:net';\nexport const ownWay = connect;\n",
  ],
  'to-facts-is-pure': [
    'src/providers/third/to-facts.ts',
    "import { collect } from './collect.js';\nexport const toFacts = collect;\n",
  ],
  'to-facts-without-node': [
    'src/providers/fourth/to-facts.ts',
    "import { readFileSync } from 'node:fs';\nexport const toFacts = readFileSync;\n",
  ],
  'graph-asks-insights': [
    'src/graph/calculates.ts',
    "import { measure } from '../engine/measure.js';\nexport const calculates = measure;\n",
  ],
  ...Object.fromEntries(
    [
      'model',
      'engine',
      'storage',
      'recalculation',
      'insights',
      'directory',
      'ingestion',
      'graph',
      'client',
      'providers',
      'server',
      'command',
    ].map((room) => [
      `${room}-packages`,
      [
        `src/${room}/foreign.ts`,
        "import { version } from 'typescript';\nexport const foreign = version;\n",
      ] as const,
    ]),
  ),
  'orm-stays-inside': ['src/command/sql.ts', "import pg from 'pg';\nexport const sql = pg;\n"],
  'nobody-imports-the-root': [
    'src/insights/root.ts',
    "import { createApp } from '../app.js';\nexport const root = createApp;\n",
  ],
};

/** The same for the linter. */
export const habits: Record<string, readonly [file: string, content: string]> = {
  'lint/style/noDefaultExport': ['src/model/habit-default.ts', 'export default 1;\n'],
  'lint/style/noEnum': ['src/model/habit-enum.ts', 'export enum Habit {\n  One,\n}\n'],
  'lint/suspicious/noExplicitAny': [
    'src/model/habit-any.ts',
    'export const habit = (value: any) => value;\n',
  ],
  'lint/suspicious/noConsole': ['src/insights/habit-console.ts', "console.log('habit');\n"],
  'lint/style/noProcessEnv': ['src/insights/habit-env.ts', 'export const habit = process.env;\n'],
  'lint/style/useFilenamingConvention': ['src/model/HabitName.ts', 'export const habit = 1;\n'],
  'lint/complexity/noExcessiveLinesPerFunction': [
    'src/model/habit-function.ts',
    `export function habit(value: number) {\n${'  value += 1;\n'.repeat(60)}  return value;\n}\n`,
  ],
  'lint/style/noExcessiveLinesPerFile': [
    'src/model/habit-file.ts',
    `export const habit = [\n${'  1,\n'.repeat(300)}];\n`,
  ],
  'lint/nursery/noFloatingPromises': [
    'src/insights/habit-promise.ts',
    'const later = async () => 1;\nexport const habit = () => {\n  later();\n};\n',
  ],
  'lint/style/noRestrictedGlobals': [
    'src/providers/jira/habit-fetch.ts',
    "export const habit = () => fetch('http://127.0.0.1');\n",
  ],
  'lint/nursery/noMisusedPromises': [
    'src/insights/habit-condition.ts',
    'const later = async () => true;\nexport const habit = () => (later() ? 1 : 2);\n',
  ],
  'lint/nursery/useExhaustiveSwitchCases': [
    'src/insights/habit-switch.ts',
    "export function habit(kind: 'one' | 'two') {\n  switch (kind) {\n    case 'one':\n      return 1;\n  }\n  return 2;\n}\n",
  ],
  'lint/complexity/noExcessiveCognitiveComplexity': [
    'src/model/habit-complexity.ts',
    `export function habit(value: number) {\n${'  if (value > 1) {\n'.repeat(5)}    return 1;\n${'  }\n'.repeat(5)}  return 2;\n}\n`,
  ],
  'lint/style/noNestedTernary': [
    'src/model/habit-ternary.ts',
    'export const habit = (value: number) => (value > 2 ? 2 : value > 1 ? 1 : 0);\n',
  ],
  'lint/style/useImportType': [
    'src/model/habit-type.ts',
    "import { Filter } from './filter.js';\nexport type Habit = Filter;\n",
  ],
  'lint/suspicious/noImportCycles': [
    'src/model/circle-one.ts',
    "import { two } from './circle-two.js';\nexport const one = () => two;\n",
  ],
  'lint/performance/noReExportAll': ['src/model/habit-all.ts', "export * from './filter.js';\n"],
  'lint/performance/noBarrelFile': [
    'src/model/habit-barrel.ts',
    "export { matches } from './filter.js';\n",
  ],
};
export const clocks = [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'performance.now()',
  'crypto.randomUUID()',
];
