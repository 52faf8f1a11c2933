import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../client/theme.css', import.meta.url), 'utf8');

/** The colours declared in the block that follows `selector`. */
function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = ['ink', 'soft', 'faint', 'ours', 'negative', 'critical', 'high', 'good', ...Array.from({ length: 6 }, (_, i) => `watch-${i}`)];
const dark = colours(':root');
const light = colours(':root[data-theme="light"]');

describe.each([
  ['dark', dark],
  ['light', light],
])('the %s theme', (_, theme) => {
  it.each(TEXT)('keeps %s at least 4.5:1 on the panel and on the ground', (name) => {
    expect(contrast(theme[name] ?? '', theme.panel ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme[name] ?? '', theme.ground ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('has the ink far above what is soft, and that above what is faint', () => {
    const [ink = 0, soft = 0, faint = 0] = ['ink', 'soft', 'faint'].map((name) => contrast(theme[name] ?? '', theme.panel ?? ''));
    expect([ink > soft * 1.5, soft > faint * 1.25]).toEqual([true, true]);
  });
});

it('names the same colours in both themes', () => expect(Object.keys(light).sort()).toEqual(Object.keys(dark).sort()));
