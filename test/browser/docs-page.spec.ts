import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { TestService } from '../support/service.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** The browser may start as root, and sends no requests of its own. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

const executablePath = BROWSERS.find((path) => existsSync(path));

if (executablePath === undefined) {
  process.stderr.write('\n######## NOT CHECKED: no Chromium here, so the documents page was not opened ########\n\n');
  describe('NOT CHECKED for want of a browser: the documents page', () => {
    it.skip('is opened in Chromium', () => undefined);
  });
} else {
  describe('the documents page in a browser', () => {
    let service: TestService;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      service = await TestService.start();
      browser = await chromium.launch({ executablePath, args: FLAGS });
      page = await browser.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      await page.goto(`${service.url}/docs`);
    });

    afterAll(async () => {
      await browser.close();
      await service.stop();
    });

    it('shows every operation of the OpenAPI document, from the service alone', async () => {
      const { body } = await service.get<{ paths: Record<string, Record<string, unknown>> }>('/docs/json');
      const operations = Object.values(body.paths).flatMap((methods) => Object.keys(methods));
      // The page draws those operations alone that are in sight.
      const shown = new Set<string>();
      await downThePage(page, async () => {
        const ids = await page.evaluate<string[]>("[...document.querySelectorAll('.opblock')].map(({ id }) => id)");
        for (const id of ids) shown.add(id);
        return shown.size === operations.length;
      });
      expect(shown.size).toBe(operations.length);
      expect(complaints).toEqual([]);
    });

    it('lets a reader open a command and see its example', async () => {
      const signing = page.locator('.opblock', { hasText: '/blocs/{blocId}/years/{year}/pledge/signatures' });
      await downThePage(page, async () => (await signing.count()) > 0);
      await signing.locator('.opblock-summary-control').click();
      const example = signing.locator('.body-param__example, .example.microlight').first();
      await example.waitFor();
      expect(await example.innerText()).toContain('signatory');
      expect(await signing.innerText()).toContain('Idempotency-Key');
    });
  });
}

/** Scrolls down from the top, a screen at a time, until `isThere` or the end of the page. */
async function downThePage(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  await page.locator('.opblock').first().waitFor();
  await page.evaluate('window.scrollTo(0, 0)');
  for (let screens = 0; screens < 200; screens += 1) {
    await page.waitForTimeout(50);
    if (await isThere()) return;
    await page.evaluate('window.scrollBy(0, window.innerHeight / 2)');
  }
}
