import { onTestFinished } from 'vitest';
import { type AzureOptions, type PlayAzure, startAzure } from './azure/server.js';

/** An Azure DevOps that is closed with the test. */
export async function useAzure(options: AzureOptions = {}): Promise<PlayAzure> {
  const server = await startAzure(options);
  onTestFinished(() => server.close());
  return server;
}
