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
  /** Documents that were sent, by HTTP or the WebSocket. */
  #sent = 0;

  private constructor(page: Page) {
    this.#page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('request', (request) => {
      if (request.method() === 'POST') this.#sent += 1;
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"subscribe"')) this.#sent += 1;
      });
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

  /** Sends the document of the tab in front. A tab that has just come to the front may not have its document yet: then it is asked again. */
  async run(): Promise<void> {
    const before = this.#sent;
    for (let attempt = 0; attempt < 10 && this.#sent === before; attempt++) {
      await this.#page.locator('.graphiql-execute-button').click();
      for (let wait = 0; wait < 20 && this.#sent === before; wait++)
        await this.#page.waitForTimeout(100);
    }
  }

  /** Waits until the result holds `text`. */
  async shows(text: string): Promise<void> {
    await this.#page.locator('.result-window', { hasText: text }).waitFor();
  }
}
