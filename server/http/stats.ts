import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Stats } from '../../shared/push.ts';
import type { Deps } from './deps.ts';
import { REFUSALS } from './refusal.ts';

/** What is folded, and on top of it what this node counted since. */
function counted({
  engine,
  pending,
}: Deps): Pick<Stats, 'mentions' | 'replies' | 'duplicates' | 'rejected' | 'engagements' | 'retractions' | 'sources'> {
  const { totals, sources } = engine.state;
  const all = { ...totals };
  const bySource = new Map([...sources].map(([id, { mentions, duplicates, rejected }]) => [id, { mentions, duplicates, rejected }]));
  for (const [id, { duplicates, rejected }] of pending?.() ?? []) {
    all.duplicates += duplicates;
    all.rejected += rejected;
    const source = bySource.get(id) ?? { mentions: 0, duplicates: 0, rejected: 0 };
    bySource.set(id, { ...source, duplicates: source.duplicates + duplicates, rejected: source.rejected + rejected });
  }
  return { ...all, sources: Object.fromEntries(bySource) };
}

/** What was counted since the beginning, and how far the fold is behind the journal. */
export const stats: FastifyPluginAsyncZod<{ deps: Deps }> = async (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stats',
    config: { deed: 'stats' },
    schema: {
      summary: 'What was taken in, and how far behind the journal the counts are',
      tags: ['running'],
      response: { 200: Stats, ...REFUSALS },
      'x-example': '/api/v1/stats',
    },
    handler: async () => {
      const { journal, folded } = await deps.lag();
      return { ...counted(deps), journal, folded, lag: Math.max(0, journal - folded) };
    },
  });
};
