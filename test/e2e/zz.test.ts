import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { DIST, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { openWall, useBrowser, wallConfig } from './support.ts';
const browser = useBrowser();
it('dbg', async () => {
    const folder = tempFolder();
    const dist = join(tempFolder(), 'dist');
    cpSync(DIST, dist, { recursive: true });
    const first = await startServer({ config: wallConfig(), folder, dist });
    const { page, errors } = await browser.open();
    page.on('response', (r) => console.log(r.status(), r.url()));
    page.on('framenavigated', (r) => console.log('nav', r.url()));
    await openWall(page, first.address);
    await page.evaluate(() => Object.assign(globalThis, { sameAsBefore: true }));
    await first.stop();
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    writeFileSync(join(dist, 'index.html'), html.replace('<title>Earshot</title>', '<title>Earshot, a newer one</title>'));
    console.log(html.length, readFileSync(join(dist, 'index.html'), 'utf8').length);
    await startServer({ config: wallConfig(), folder, dist, port: Number(new URL(first.address).port) });
    for (let i = 0; i < 8; i++) {
      await new Promise((r) => setTimeout(r, 1000));
      console.log(await page.evaluate(() => ['sameAsBefore' in globalThis, document.querySelectorAll('section.panel').length, document.body.innerText.slice(0, 100)]).catch(String));
    }
    console.log(errors);
});
