import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from './setup.ts';

/** Nothing but what the test asks for goes over the network, and nothing needs a graphics card. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page, and what went wrong in it: errors in its console, exceptions nobody caught, requests that failed. */
export interface OpenPage {
  page: Page;
  errors: string[];
}

export interface Screen {
  /** A page in a context of its own: no cookies or storage of another. */
  open(options?: BrowserContextOptions): Promise<OpenPage>;
  browser: Browser;
  /** Closes every page and ends the browser. */
  close(): Promise<void>;
}

/** Starts the installed Chromium. */
export async function launch(): Promise<Screen> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium; name one by the variable CHROMIUM.');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    browser,
    async open(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
      const page = await context.newPage();
      return { page, errors: listenTo(page) };
    },
    close: () => browser.close(),
  };
}

function listenTo(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()}: ${request.failure()?.errorText ?? 'failed'}`));
  return errors;
}
