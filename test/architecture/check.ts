import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `npm run check` consists of. Its parts run side by side; what fails is printed whole. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = 'node_modules/.cache/insights-types';
const parts = [
  'tsx test/architecture/check-generated.ts',
  `tsc -p test --incremental --tsBuildInfoFile ${cache}/test.tsbuildinfo`,
  'depcruise --config .dependency-cruiser.cjs src',
  'knip',
  'biome check --config-path=.biome.json',
];

interface Ended {
  readonly part: string;
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

function run(part: string): Promise<Ended> {
  const begun = performance.now();
  const [program = '', ...given] = part.split(' ');
  const child = spawn(program, given, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', (code) => resolve({ part, code, output, seconds: seconds() }));
  });
}

mkdirSync(`${root}${cache}`, { recursive: true });
const ended = await Promise.all(parts.map(run));
for (const { part, code, output, seconds } of ended)
  process.stdout.write(
    code === 0 ? `passed in ${seconds} s: ${part}\n` : `\nFAILED: ${part}\n${output}\n`,
  );
process.exitCode = ended.some(({ code }) => code !== 0) ? 1 : 0;
