import type { Scene } from '../../shared/board.ts';

/**
 * The scene that stands at this second. It follows from the time alone, so that screens side by side turn together
 * and a reloaded one goes on where it was. Undefined only for a board without scenes.
 */
export function sceneAt(scenes: readonly Scene[], second: number): Scene | undefined {
  const round = scenes.reduce((sum, scene) => sum + scene.seconds, 0);
  let left = round > 0 ? ((second % round) + round) % round : 0;
  for (const scene of scenes) {
    if (left < scene.seconds) return scene;
    left -= scene.seconds;
  }
  return scenes[0];
}

/** While something critical waits for somebody, the wall stays where the alerts can be seen. */
export function sceneDuring(scenes: readonly Scene[], second: number, waiting: boolean): Scene | undefined {
  const turn = sceneAt(scenes, second);
  if (!waiting || turn?.panels.includes('alerts')) return turn;
  return scenes.find((scene) => scene.panels.includes('alerts')) ?? turn;
}
