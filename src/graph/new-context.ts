import type { GraphContext, Services } from './context.js';
import { Lifetime } from './lifetime.js';
import { Loaders } from './loaders.js';

/**
 * Returns the services of an answer under way. Insights say until when they stay as they are; whatever else is asked may differ at any
 * time, so that the answer is not kept.
 */
function watched(services: Services, lifetime: Lifetime): Services {
  const insights: Services['insights'] = {
    answer: async (viewer, query) => {
      const found = await services.insights.answer(viewer, query);
      for (const { steadyUntil } of found) lifetime.endAt(steadyUntil);
      return found;
    },
    overallRating: async (viewer, question) => {
      const found = await services.insights.overallRating(viewer, question);
      for (const { insight } of found.parts) lifetime.endAt(insight.steadyUntil);
      return found;
    },
    watch: (...given) => services.insights.watch(...given),
  };
  return new Proxy(services, {
    get: (all, name: keyof Services) => {
      if (name === 'insights') return insights;
      lifetime.end();
      return all[name];
    },
  });
}

type Given = Pick<GraphContext, 'viewer' | 'services' | 'requestId' | 'signal'>;

/** Returns a context of its own for one request or one pushed event. */
export function newContext({ viewer, services, requestId, signal }: Given): GraphContext {
  const lifetime = new Lifetime();
  return {
    viewer,
    services: watched(services, lifetime),
    loaders: new Loaders(),
    lifetime,
    requestId,
    signal,
  };
}
