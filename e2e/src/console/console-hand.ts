import type { Page } from 'playwright-core';
import { settled } from './console-scene.js';

/** Chooses from a list that opens, by the words that are shown. */
export async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(words, { exact: true }).click();
}

/** The form that is open. */
export const form = (page: Page) => page.getByRole('dialog').last();

/** Fills a date, and leaves its calendar. */
export async function fillDate(page: Page, label: string, date: string, nth = 0): Promise<void> {
  await form(page).getByRole('textbox', { name: label, exact: true }).nth(nth).fill(date);
  await page.keyboard.press('Enter');
}

/** Names several in a list: each is looked for by its id and chosen. */
export async function name(page: Page, label: string, ids: readonly string[]): Promise<void> {
  const list = form(page).getByRole('combobox', { name: label, exact: true });
  for (const id of ids) {
    await list.fill(id);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: id }).first().click();
  }
  await form(page).getByRole('heading').or(form(page).locator('.ant-drawer-title')).first().click(); // a key would choose once more
}

/** Opens the form of an act, wherever the page has it: side by side with others, or in the list of more. */
export async function open(page: Page, title: string): Promise<void> {
  const acts = page.getByRole('group', { name: '办理' });
  const button = acts.getByRole('button', { name: title, exact: true });
  const more = acts.getByRole('button', { name: /^更多办理/ });
  await button.or(more).first().waitFor();
  await settled(page); // a list that opens while the page is being fetched would close again
  if ((await button.count()) > 0) await button.first().click();
  else {
    await more.first().click();
    await page.getByRole('menuitem', { name: title, exact: true }).click();
  }
  await page.getByRole('form', { name: title }).waitFor();
}

/** Opens the form that begins a record. */
export async function begin(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title, exact: true }).click();
  await page.getByRole('form', { name: title }).waitFor();
}

/** Sends the form that is open, and waits until the act is done. */
export async function submit(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText(`已办理：${title}`).first().waitFor();
  await page.getByRole('form', { name: title }).waitFor({ state: 'detached' });
}
