import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import { setupCodeShown, startHostProcess } from '../deployments/host-process.js';
import { today } from '../deployments/today.js';

/** Widths at which pages are looked at, in CSS pixels: a desk and a phone. */
export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };
/** How long a page may take to show what is waited for, in milliseconds. */
const PATIENCE_MS = 30_000;

/** A person at a browser of his own. */
export interface Visitor {
  readonly page: Page;
  /** What the browser held against the page: errors of scripts, and what its policy forbade. Refused requests are no such thing. */
  readonly complaints: readonly string[];
}

/** A console with its host and a browser. */
export interface ConsoleScene {
  readonly url: string;
  readonly setupCode: string;
  /** The business date. */
  readonly today: string;
  visit(size?: { readonly width: number; readonly height: number }): Promise<Visitor>;
  stop(): Promise<void>;
}

/**
 * Starts the standalone program on an empty store, and a browser.
 * @param at time at which it begins, as a demonstration that goes on from there; the machine's where left out
 */
export async function startConsole(at?: string): Promise<ConsoleScene> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-console-'));
  const host = await startHostProcess('standalone', {
    NODE_ENV: 'test',
    TAIZHANG_DATA: folder,
    TAIZHANG_IDENTITY: 'local',
    ...(at !== undefined && {
      TAIZHANG_CLOCK: 'shifted',
      TAIZHANG_CLOCK_SHIFT_MS: String(Date.parse(at) - Date.now()),
    }),
  });
  const browser = await chromium.launch({
    executablePath: process.env['TAIZHANG_TEST_CHROMIUM'] ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return {
    url: host.url,
    setupCode: await setupCodeShown(host),
    today: at?.slice(0, 10) ?? today(),
    visit: (size = DESK) => visit(browser, host.url, size),
    stop: async () => {
      await browser.close();
      expect(await host.stop()).toBe(0);
      await rm(folder, { recursive: true });
    },
  };
}

async function visit(browser: Browser, url: string, viewport: typeof DESK): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, viewport, reducedMotion: 'reduce', locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  return { page, complaints };
}

/**
 * Goes to a place of the console and waits until it stands there: a change behind the `#` loads no document, so that nothing but
 * the page's own heading, and no sign of waiting, tells that the former place is gone.
 */
export async function goTo({ page }: Visitor, place: string, heading: string): Promise<void> {
  await page.goto(`/#/${place}`);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await settled(page);
}

/**
 * Looked at while it waits or moves, a page has not the contrast that it will have. It shows that it waits by turning signs, which
 * are no animations with an end.
 */
const SETTLED = `new Promise((done) => {
  const waits = () => document.querySelector('.ant-spin-spinning, .ant-btn-loading, [aria-busy=true]') !== null;
  const moves = ({ playState, effect }) => playState === 'running' && effect.getTiming().iterations !== Infinity;
  const look = () => (waits() || document.getAnimations().some(moves) ? requestAnimationFrame(look) : done());
  look();
})`;

/** Waits until nothing on the page is being fetched or moved any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(SETTLED);
}

/** Signs in by the page. */
export async function signIn({ page }: Visitor, login: string, password: string): Promise<void> {
  await page.goto('/#/sign-in');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Somebody in front of his workbench (工作台). */
export async function enter(scene: ConsoleScene, login: string, password: string): Promise<Visitor> {
  const visitor = await scene.visit();
  await signIn(visitor, login, password);
  await visitor.page.getByRole('heading', { name: '工作台' }).waitFor();
  return visitor;
}

/** Founds a bureau: its security administrator is signed in. */
export async function found(
  scene: Pick<ConsoleScene, 'url' | 'setupCode' | 'today'>,
  unit: string,
  login: string,
  password: string,
): Promise<Registrar> {
  const person = { person: `${unit}.P-1`, personName: '虚构甲', login, password };
  const founding = { level: 'BUREAU', name: '霁川市文化局', from: '2014-01-01', ...person };
  await told(scene.url, 'POST', 'setup', { code: scene.setupCode, ...founding });
  return Registrar.signedIn(scene, login, password);
}

/** Uses the API as a program does, with tokens of an account. */
export class Registrar {
  private constructor(
    private readonly url: string,
    private readonly today: string,
    private readonly access: string,
  ) {}

  static async signedIn(
    { url, today }: Pick<ConsoleScene, 'url' | 'today'>,
    login: string,
    password: string,
  ): Promise<Registrar> {
    const { access } = await told(url, 'POST', 'session', { login, password, tokens: true });
    return new Registrar(url, today, String(access));
  }

  /** Gives a command that must succeed. */
  async give(path: string, input: JsonObject): Promise<JsonObject> {
    return this.#send('POST', path, input);
  }

  /** Reads a document of a view until it is as it must become: policies follow acts by and by. */
  async until(document: string, becomes: (doc: JsonObject) => boolean): Promise<void> {
    await eventually(
      `${document} becomes as expected`,
      async () => {
        const answer = await fetch(`${this.url}/api/${document}`, {
          headers: { authorization: `Bearer ${this.access}`, accept: 'application/json' },
        });
        const { doc = {} } = (await answer.json()) as { readonly doc?: JsonObject }; // a document of a view, or a problem
        return answer.ok && becomes(doc);
      },
      { deadlineMs: PATIENCE_MS },
    );
  }

  /** Registers a person with roles, each at a unit, and an account whose password is of his own choice. */
  async hire(
    person: string,
    name: string,
    login: string,
    password: string,
    roles: readonly (readonly [string, string])[],
  ): Promise<void> {
    const [bureau = ''] = person.split('.');
    const [, branch = bureau] = roles[0]?.[1].split('/') ?? [];
    await this.give(`organization/${bureau}/person/${person}/register-person`, {
      unit: branch,
      name,
      from: '2014-01-01',
    });
    for (const [role, unit] of roles) {
      const input = { appointment: role, role, unit, clearance: 2, basis: '任职文件', from: this.today };
      await this.give(`organization/${bureau}/person/${person}/grant-role`, input);
    }
    const { initialPassword } = await this.#send('POST', 'accounts', { person, login });
    const own = await told(this.url, 'POST', 'session', { login, password: String(initialPassword), tokens: true });
    await told(
      this.url,
      'PUT',
      'session/password',
      { current: String(initialPassword), next: password },
      String(own['access']),
    );
  }

  async #send(method: string, path: string, body: JsonObject): Promise<JsonObject> {
    return told(this.url, method, path, body, this.access);
  }
}

/** Sends a request, and again while the host asks to wait: what a command relies on may still be on its way. */
function answered(send: () => Promise<Response>): Promise<Response> {
  const final = async () => {
    const answer = await send();
    return answer.status === 503 && answer.headers.has('retry-after') ? undefined : answer;
  };
  return eventually('the host answers', final, { deadlineMs: PATIENCE_MS });
}

async function told(url: string, method: string, path: string, body: JsonObject, access?: string): Promise<JsonObject> {
  const key = randomUUID();
  const answer = await answered(() =>
    fetch(`${url}/api/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(access !== undefined && { authorization: `Bearer ${access}` }),
      },
      body: JSON.stringify(body),
    }),
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as JsonObject); // our API answers objects
}
