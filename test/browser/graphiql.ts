import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

export const chromiumPath = '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });

/** GraphiQL in a browser, opened by the address that a server prints. */
export class GraphiqlPage {
  readonly errors: string[] = [];
  /** Messages of the WebSocket by type, such as `sent subscribe`, and the end of one that was closed. */
  readonly messages: string[] = [];
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('websocket', (socket) => {
      const note = (way: string) => (frame: { payload: string | Buffer }) =>
        this.messages.push(`${way} ${JSON.parse(String(frame.payload)).type}`);
      socket.on('framesent', note('sent'));
      socket.on('framereceived', note('received'));
      socket.on('close', () => this.messages.push('closed'));
    });
  }

  /** Opens the address that a server printed. */
  static async open(browser: Browser, printed: string): Promise<GraphiqlPage> {
    const page = new GraphiqlPage(await browser.newPage());
    await page.#page.goto(printed, { waitUntil: 'load' });
    await page.#page.locator('.graphiql-tab').first().waitFor();
    return page;
  }

  address(): string {
    return this.#page.url();
  }

  tabs(): Promise<number> {
    return this.#page.locator('.graphiql-tab').count();
  }

  /** Brings the tab that stands at `index` to the front, and waits until it is there. */
  async show(index: number): Promise<void> {
    await this.#page.locator('.graphiql-tab-button').nth(index).click();
    const tab = this.#page.locator('.graphiql-tab').nth(index);
    await tab.and(this.#page.locator('.graphiql-tab-active')).waitFor();
  }

  /** Sends the document of the tab in front. */
  async run(): Promise<void> {
    await this.#page.locator('.graphiql-execute-button').click();
  }

  /** Waits until the result holds `text`. */
  async shows(text: string): Promise<void> {
    await this.#page.locator('.result-window', { hasText: text }).waitFor();
  }
}
