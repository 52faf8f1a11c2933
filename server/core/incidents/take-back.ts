import { keep, type Telling } from './news.ts';

/** The words of a post that was taken back leave the incidents that show it, here and in the history. */
export function takeBackEvidence(telling: Telling, mention: string): void {
  const { open, closed } = telling.state.alerting;
  for (const incident of [...[...open.values()].map((one) => one.incident), ...closed]) {
    const posts = incident.evidence.filter((post) => post.mention === mention);
    for (const post of posts) Object.assign(post, { text: '', author: '', url: undefined });
    if (posts.length > 0) keep(telling, incident);
  }
}
