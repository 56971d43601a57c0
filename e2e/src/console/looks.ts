import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE, settled } from './console-scene.js';

/** What axe holds to be a serious barrier or worse on the page, as `rule: where, what, why`. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary = '' }) => `${id}: ${target.join(' ')} ${html} ${failureSummary}`),
    );
}

/** By how much the page is wider than what shows it, in CSS pixels; tables that scroll by themselves do not count. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth',
  );
}

/** What keeps somebody from using the page on a phone or at a desk: width that does not fit, and {@link barriers}. */
export async function hindrances(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await settled(page);
    const over = await overflow(page);
    found.push(
      ...(over === 0 ? [] : [`${String(over)} px too wide at ${String(size.width)}`]),
      ...(await barriers(page)),
    );
  }
  return found;
}

interface PlatformFont {
  readonly familyName: string;
  readonly glyphCount: number;
}

/** The fonts with which the browser really draws an element: boxes for missing glyphs have another. */
export async function drawnWith(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = (await session.send('CSS.getPlatformFontsForNode', { nodeId })) as {
    readonly fonts: readonly PlatformFont[];
  }; // as the protocol has it
  await session.detach();
  return fonts.filter(({ glyphCount }) => glyphCount > 0).map(({ familyName }) => familyName);
}
